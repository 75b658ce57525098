/** What the help of every step says of its connection. */
export const settingsHelp = `
**Connection.** A configuration with the key \`connection\` (\`ssh\`) and the variables \`host\`, \`port\` (22), \`user\` and one or more of:

- \`private_key\`, the text of a private key of OpenSSH, PEM (RSA, EC) or PuTTY, encrypted, with its \`passphrase\`;
- \`agent\`, the path of the socket of an SSH agent, such as \`$ENV(SSH_AUTH_SOCK)\`;
- \`password\`, encrypted; it also answers a server that asks for it as a question.

\`host_key\` says by what the server is known: its fingerprint (\`SHA256:...\`, several in any order), its public key, or lines of a
\`known_hosts\` file. \`any\` trusts whoever answers at the address, and the log warns of it. Without it nobody is logged in, and the error
names the fingerprint that the server shows: compare it with \`ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub\` there.

\`tunnel\` names another connection of this kind: the way leads through its server, which only passes on what is encrypted to the end.
`;
