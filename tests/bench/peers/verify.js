// SPDX-License-Identifier: MIT
// What an integrator writes first: verifies the HMAC and answers. With a file name, the answer waits for a group-committed
// fsync of an append-only file. Prints its port.
'use strict';
const crypto = require('crypto');
const fs = require('fs');
const http = require('http');

const [secret, path] = process.argv.slice(2);
const log = path ? fs.openSync(path, 'a') : null;
let waiting = [];
let isWriting = false;

function commit() {
  if (isWriting || waiting.length === 0) return;
  isWriting = true;
  const batch = waiting;
  waiting = [];
  fs.writev(log, batch.map((entry) => entry.body), (writeError) => {
    fs.fsync(log, (syncError) => {
      isWriting = false;
      for (const entry of batch) entry.answer(!writeError && !syncError);
      commit();
    });
  });
}

const server = http.createServer((request, response) => {
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', () => {
    const body = Buffer.concat(parts);
    const digest = crypto.createHmac('sha256', secret).update(body).digest();
    const given = Buffer.from(request.headers['x-signature-sha256'] || '', 'hex');
    const isRight = given.length === digest.length && crypto.timingSafeEqual(given, digest);
    const answer = (isKept) => {
      response.writeHead(isRight && isKept ? 200 : isRight ? 503 : 401, { 'Content-Type': 'application/json' });
      response.end('{"status":"accepted"}');
    };
    if (!log || !isRight) return answer(true);
    waiting.push({ body, answer });
    commit();
  });
});
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}/webhooks/kaunt`));
