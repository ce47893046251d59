// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts of Fn::Sub

/** A template as `JSON.parse` gives it: of any form, wrong ones above all. */
export type Loose = ReturnType<JSON['parse']>;

export const assetKey = 'aaaa.zip';

const functionOf = (variables: Loose): Loose => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    Architectures: ['arm64'],
    Code: { S3Bucket: { 'Fn::Sub': 'assets-${AWS::AccountId}-${AWS::Region}' }, S3Key: assetKey },
    Environment: { Variables: variables },
    Handler: 'index.handler',
    LoggingConfig: { LogFormat: 'JSON', LogGroup: { Ref: 'Logs' } },
    MemorySize: 256,
    Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
    Runtime: 'nodejs24.x',
    Timeout: 5,
  },
  DependsOn: ['Role'],
});

const invocationUri = (logicalId: string): Loose => ({
  'Fn::Join': [
    '',
    [
      'arn:',
      { Ref: 'AWS::Partition' },
      ':apigateway:',
      { Ref: 'AWS::Region' },
      ':lambda:path/2015-03-31/functions/',
      { 'Fn::GetAtt': [logicalId, 'Arn'] },
      '/invocations',
    ],
  ],
});

const routeOf = (routeKey: string, more: Loose): Loose => ({
  Type: 'AWS::ApiGatewayV2::Route',
  Properties: {
    ApiId: { Ref: 'Api' },
    RouteKey: routeKey,
    Target: { 'Fn::Join': ['', ['integrations/', { Ref: 'Integration' }]] },
    ...more,
  },
});

/** The template of a small orders stack: what the CDK writes for an API with a Lambda authorizer, a table and a pool. */
export const ordersTemplate = (): Loose => ({
  Parameters: {
    BootstrapVersion: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/cdk-bootstrap/hnb659fds/version' },
    Level: { Type: 'String', Default: 'info' },
  },
  Rules: { CheckBootstrapVersion: { Assertions: [] } },
  Conditions: { Never: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'nowhere'] } },
  Resources: {
    Api: {
      Type: 'AWS::ApiGatewayV2::Api',
      Properties: {
        Name: 'Orders',
        ProtocolType: 'HTTP',
        CorsConfiguration: { AllowOrigins: ['https://app.example'], AllowMethods: ['GET'], MaxAge: 60 },
      },
    },
    Stage: {
      Type: 'AWS::ApiGatewayV2::Stage',
      Properties: {
        ApiId: { Ref: 'Api' },
        StageName: '$default',
        AutoDeploy: true,
        DefaultRouteSettings: { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 20, DetailedMetricsEnabled: true },
        RouteSettings: { 'GET /orders/{id}': { ThrottlingRateLimit: 2.5 } },
        AccessLogSettings: { DestinationArn: { 'Fn::GetAtt': ['Logs', 'Arn'] }, Format: '$context.requestId' },
        StageVariables: { level: { Ref: 'Level' } },
        Tags: { stage: 'dev' },
      },
    },
    Integration: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: {
        ApiId: { Ref: 'Api' },
        IntegrationType: 'AWS_PROXY',
        IntegrationUri: { 'Fn::GetAtt': ['Handler', 'Arn'] },
        PayloadFormatVersion: '2.0',
      },
    },
    Authorizer: {
      Type: 'AWS::ApiGatewayV2::Authorizer',
      Properties: {
        ApiId: { Ref: 'Api' },
        Name: 'scopes',
        AuthorizerType: 'REQUEST',
        AuthorizerUri: invocationUri('Auth'),
        AuthorizerPayloadFormatVersion: '2.0',
        AuthorizerResultTtlInSeconds: 300,
        EnableSimpleResponses: true,
        IdentitySource: ['$request.header.Authorization', '$context.routeKey'],
      },
    },
    GetOrder: routeOf('GET /orders/{id}', { AuthorizationType: 'CUSTOM', AuthorizerId: { Ref: 'Authorizer' } }),
    Health: routeOf('GET /health', { AuthorizationType: 'NONE' }),
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: { AssumeRolePolicyDocument: { Statement: [{ Action: 'sts:AssumeRole', Effect: 'Allow' }] } },
    },
    Policy: {
      Type: 'AWS::IAM::Policy',
      Properties: {
        PolicyName: 'P',
        PolicyDocument: { Statement: [{ Action: 'dynamodb:GetItem', Effect: 'Allow', Resource: '*' }] },
        Roles: [{ Ref: 'Role' }],
      },
    },
    Logs: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: '/orders', RetentionInDays: 30 } },
    Handler: functionOf({ TABLE: { Ref: 'Table' } }),
    Auth: functionOf({
      ISSUERS: {
        'Fn::Sub': [
          '[{"issuer":"https://cognito-idp.${AWS::Region}.amazonaws.com/${Pool}","client":"${Id}"}]',
          { Id: { Ref: 'Client' } },
        ],
      },
    }),
    AuthPermission: {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        Action: 'lambda:InvokeFunction',
        FunctionName: { 'Fn::GetAtt': ['Auth', 'Arn'] },
        Principal: 'apigateway.amazonaws.com',
        SourceArn: {
          'Fn::Sub': 'arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/authorizers/${Authorizer}',
        },
      },
    },
    HandlerPermission: {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        Action: 'lambda:InvokeFunction',
        FunctionName: { Ref: 'Handler' },
        Principal: 'apigateway.amazonaws.com',
      },
    },
    Table: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        AttributeDefinitions: [
          { AttributeName: 'pk', AttributeType: 'S' },
          { AttributeName: 'at', AttributeType: 'N' },
        ],
        BillingMode: 'PAY_PER_REQUEST',
        DeletionProtectionEnabled: true,
        GlobalSecondaryIndexes: [
          {
            IndexName: 'byTime',
            KeySchema: [
              { AttributeName: 'pk', KeyType: 'HASH' },
              { AttributeName: 'at', KeyType: 'RANGE' },
            ],
            Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['total'] },
          },
        ],
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
      },
    },
    Pool: { Type: 'AWS::Cognito::UserPool', Properties: { UserPoolName: 'people', MfaConfiguration: 'OFF' } },
    Server: {
      Type: 'AWS::Cognito::UserPoolResourceServer',
      Properties: {
        Identifier: 'orders',
        Name: 'Orders',
        Scopes: [{ ScopeName: 'read', ScopeDescription: 'Read orders' }],
        UserPoolId: { Ref: 'Pool' },
      },
    },
    Client: {
      Type: 'AWS::Cognito::UserPoolClient',
      Properties: {
        AccessTokenValidity: 15,
        AllowedOAuthFlows: ['client_credentials'],
        AllowedOAuthFlowsUserPoolClient: true,
        AllowedOAuthScopes: [{ 'Fn::Join': ['', [{ Ref: 'Server' }, '/read']] }],
        ClientName: 'reader',
        GenerateSecret: true,
        TokenValidityUnits: { AccessToken: 'minutes' },
        UserPoolId: { Ref: 'Pool' },
      },
    },
    Domain: {
      Type: 'AWS::Cognito::UserPoolDomain',
      Properties: { Domain: 'orders-dev', UserPoolId: { Ref: 'Pool' } },
    },
    Topic: { Type: 'AWS::SNS::Topic' },
    Alarm: { Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmActions: [{ Ref: 'Topic' }] } },
    Left: { Type: 'AWS::SQS::Queue', Condition: 'Never' },
    Metadata: { Type: 'AWS::CDK::Metadata', Properties: { Analytics: 'v2' } },
  },
  Outputs: { Url: { Value: { 'Fn::GetAtt': ['Api', 'ApiEndpoint'] }, Export: { Name: 'orders-url' } } },
});
