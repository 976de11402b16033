import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';

/** The HTML part of a mail, from a MailFrame. */
export const mailHtml = (mail: ReactElement) => `<!doctype html>${renderToStaticMarkup(mail)}`;
