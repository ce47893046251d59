import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.ts';
import { started } from './started.ts';

const template = `Transform: AWS::Serverless-2016-10-31
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: app.handler
      Runtime: nodejs24.x
      Events: { Get: { Type: HttpApi, Properties: { Path: /hello, Method: GET } } }
`;

/** What a user of `scopegate start <template>` installs, and does. */
export async function serveTemplate(directory: string, tarballs: Readonly<Record<string, string>>): Promise<void> {
  mkdirSync(join(directory, 'src'), { recursive: true });
  writeFileSync(join(directory, 'src', 'app.js'), "exports.handler = async () => ({ answer: 'packed' });");
  writeFileSync(join(directory, 'template.yaml'), template);
  writeFileSync(join(directory, 'package.json'), '{"private":true}');
  const files = ['authorizer', 'cli', 'contract', 'handler', 'local'].map((name) => tarballs[name] ?? name);
  run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...files], directory);
  await started(directory, 'template.yaml', async (url, scopegate) => {
    const answer = await (await fetch(`${url}/hello`)).text();
    if (answer !== '{"answer":"packed"}') throw new Error(`It answered ${answer}`);
    scopegate('call', 'GET', '/hello', '--fail');
  });
}
