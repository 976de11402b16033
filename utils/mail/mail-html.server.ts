import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';

/** Apart from sendMail, because Next.js refuses react-dom/server in what instrumentation.ts loads. */
export const mailHtml = (mail: ReactElement) => `<!doctype html>${renderToStaticMarkup(mail)}`;
