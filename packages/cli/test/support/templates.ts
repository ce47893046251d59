// Templates as users write them.

/** Answers with its route, a variable and its caller. */
export const echo =
  'exports.handler = async (e) => ({ route: e.routeKey, name: process.env.NAME, who: e.requestContext.authorizer });';

/** SAM, in YAML: a function with its code beside the template, two events of the implicit API. */
export const samHello = `AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Parameters:
  Name: { Type: String, Default: template, AllowedPattern: '[a-z]+' }
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: app.handler
      Runtime: nodejs24.x
      Environment: { Variables: { NAME: !Ref Name } }
      Events:
        Get: { Type: HttpApi, Properties: { Path: /hello, Method: GET } }
        Send: { Type: HttpApi, Properties: { Path: /send, Method: POST } }
  Jobs: { Type: AWS::SQS::Queue }
`;

export const samFiles = { 'template.yaml': samHello, 'src/app.js': echo };

/** SAM with a table, and an API whose routes need a signature. */
export const samSigned = `Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::HttpApi
    Properties: { Auth: { EnableIamAuthorizer: true, DefaultAuthorizer: AWS_IAM } }
  Notes:
    Type: AWS::Serverless::SimpleTable
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      InlineCode: "${echo}"
      Handler: index.handler
      Runtime: nodejs24.x
      Events:
        List: { Type: HttpApi, Properties: { ApiId: !Ref Api, Path: /orders, Method: GET } }
        Add: { Type: HttpApi, Properties: { ApiId: !Ref Api, Path: /orders, Method: POST } }
`;

/** SAM with a JWT authorizer whose issuer is not in the template. */
export const samJwt = (issuer: string): string => `Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::HttpApi
    Properties:
      Auth:
        DefaultAuthorizer: Login
        Authorizers:
          Login:
            IdentitySource: $request.header.Authorization
            JwtConfiguration: { issuer: '${issuer}', audience: [pets] }
  Pets:
    Type: AWS::Serverless::Function
    Properties:
      InlineCode: "${echo}"
      Handler: index.handler
      Runtime: nodejs24.x
      Events:
        List: { Type: HttpApi, Properties: { ApiId: !Ref Api, Path: /pets, Method: GET } }
`;

/** SAM with a user pool whose client may request tokens. */
export const samPool = `Transform: AWS::Serverless-2016-10-31
Resources:
  Pool: { Type: AWS::Cognito::UserPool }
  Domain: { Type: AWS::Cognito::UserPoolDomain, Properties: { Domain: shop-login, UserPoolId: !Ref Pool } }
  Server:
    Type: AWS::Cognito::UserPoolResourceServer
    Properties:
      { Identifier: shop, Name: shop, UserPoolId: !Ref Pool, Scopes: [{ ScopeName: read, ScopeDescription: Read }] }
  Web:
    Type: AWS::Cognito::UserPoolClient
    DependsOn: Server
    Properties:
      UserPoolId: !Ref Pool
      ClientName: web
      GenerateSecret: true
      AllowedOAuthFlowsUserPoolClient: true
      AllowedOAuthFlows: [client_credentials]
      AllowedOAuthScopes: [shop/read]
  Api:
    Type: AWS::Serverless::HttpApi
    Properties:
      StageName: prod
      Auth:
        DefaultAuthorizer: Login
        Authorizers:
          Login:
            IdentitySource: $request.header.Authorization
            JwtConfiguration:
              issuer: !Sub 'https://cognito-idp.\${AWS::Region}.amazonaws.com/\${Pool}'
              audience: [!Ref Web]
  Items:
    Type: AWS::Serverless::Function
    Properties:
      InlineCode: "${echo}"
      Handler: index.handler
      Runtime: nodejs24.x
      Events:
        List:
          Type: HttpApi
          Properties: { ApiId: !Ref Api, Path: /items, Method: GET, Auth: { AuthorizationScopes: [shop/read] } }
`;

/** SAM with a function that the platform does not run. */
export const samPython = samHello.replace('nodejs24.x', 'python3.13');

const role = {
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    },
  },
};

/** A stack as the CDK writes it: an API, a function from an asset, a route. */
const cdkStack = (name: string, api: string) => ({
  Resources: {
    [api]: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: `${name}-api`, ProtocolType: 'HTTP' } },
    Stage: {
      Type: 'AWS::ApiGatewayV2::Stage',
      Properties: { ApiId: { Ref: api }, StageName: '$default', AutoDeploy: true },
    },
    Role: role,
    Fn: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
        Environment: { Variables: { NAME: name } },
        Code: { S3Bucket: 'assets', S3Key: 'code.zip' },
      },
    },
    Permission: {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        Action: 'lambda:InvokeFunction',
        FunctionName: { 'Fn::GetAtt': ['Fn', 'Arn'] },
        Principal: 'apigateway.amazonaws.com',
      },
    },
    Integration: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: {
        ApiId: { Ref: api },
        IntegrationType: 'AWS_PROXY',
        IntegrationUri: { 'Fn::GetAtt': ['Fn', 'Arn'] },
        PayloadFormatVersion: '2.0',
      },
    },
    Route: {
      Type: 'AWS::ApiGatewayV2::Route',
      Properties: {
        ApiId: { Ref: api },
        RouteKey: 'GET /hello',
        AuthorizationType: 'NONE',
        Target: { 'Fn::Join': ['', ['integrations/', { Ref: 'Integration' }]] },
      },
    },
  },
});

const assets = {
  version: '38.0.1',
  files: {
    code: {
      source: { path: 'asset.code', packaging: 'zip' },
      destinations: { here: { bucketName: 'assets', objectKey: 'code.zip' } },
    },
  },
};

const artifactsOf = (name: string) => ({
  [`${name}.assets`]: { type: 'cdk:asset-manifest', properties: { file: `${name}.assets.json` } },
  [name]: {
    type: 'aws:cloudformation:stack',
    environment: 'aws://unknown-account/unknown-region',
    properties: { templateFile: `${name}.template.json` },
    dependencies: [`${name}.assets`],
  },
});

/** A cloud assembly of two stacks with an API each. */
export const cdkFiles = {
  'cdk.out/manifest.json': { version: '38.0.1', artifacts: { ...artifactsOf('Orders'), ...artifactsOf('Users') } },
  'cdk.out/Orders.template.json': cdkStack('orders', 'OrdersApi'),
  'cdk.out/Orders.assets.json': assets,
  'cdk.out/Users.template.json': cdkStack('users', 'UsersApi'),
  'cdk.out/Users.assets.json': assets,
  'cdk.out/asset.code/index.js': echo,
};
