import type { FastifyReply } from 'fastify';

/** A button that asks for this page by POST: what changes something is a click, because mail scanners open every link. */
export const button = (label: string): string => `<form method="post"><button>${label}</button></form>`;

/** Answers with a small page of ours, readable on a phone. `content` is HTML made by us. */
export function showPage(reply: FastifyReply, content: string): void {
  void reply
    .type('text/html; charset=utf-8')
    .header('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'")
    .send(
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>Mentor Sessions</title>
<style>body{margin:0;padding:16px;background:#f3f5f8;font:16px/1.5 system-ui,sans-serif;color:#1a2233}main{max-width:480px;margin:32px auto;padding:24px;background:#fff;border-radius:12px}h1{font-size:22px;margin:0 0 12px}button{padding:12px 20px;border:0;border-radius:8px;background:#3b34c4;color:#fff;font:inherit;font-weight:600;cursor:pointer}</style></head>
<body><main>${content}</main></body></html>`,
    );
}
