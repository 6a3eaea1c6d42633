// A real mail server for the tests: tells on standard output what it took, a JSON object a line.
const { SMTPServer } = require('smtp-server');
const [tls, auth] = process.argv.slice(2);
const told = new Map([['unknown', 550], ['busy', 450], ['full', 552]]);
const refusal = (code) => Object.assign(new Error('Not this one'), { responseCode: code });
const server = new SMTPServer({
  disabledCommands: [...(tls === 'tls' ? [] : ['STARTTLS']), ...(auth === 'auth' ? [] : ['AUTH'])],
  authOptional: auth !== 'auth',
  onAuth: (given, session, done) =>
    given.username === 'sac' && given.password === 'segredo' ? done(null, { user: given.username }) : done(new Error('Wrong')),
  onRcptTo: (to, session, done) => {
    const name = to.address.split('@')[0];
    return name === 'silent' ? undefined : told.has(name) ? done(refusal(told.get(name))) : done();
  },
  onData: (stream, session, done) => {
    const parts = [];
    stream.on('data', (part) => parts.push(part));
    stream.on('end', () => {
      const data = Buffer.concat(parts);
      if (data.includes('\r\n\r\nspam')) return done(refusal(554));
      console.log(JSON.stringify({
        from: session.envelope.mailFrom.address, to: session.envelope.rcptTo.map((to) => to.address), secure: session.secure,
        user: session.user || null, data: data.toString('base64'),
      }));
      done();
    });
  },
});
server.on('error', () => {});
server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ port: server.server.address().port })));
