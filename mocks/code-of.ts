import { z } from 'zod';

const systemError = z.object({ code: z.string() });

/** The system's word for what went wrong, such as ENOENT. */
export const codeOf = (error: unknown) => systemError.safeParse(error).data?.code;
