import { z } from 'zod';

const systemError = z.object({ code: z.string() });

/** Returns the code of a system error, such as ENOENT; undefined for other errors. */
export const getErrorCode = (error: unknown) => systemError.safeParse(error).data?.code;
