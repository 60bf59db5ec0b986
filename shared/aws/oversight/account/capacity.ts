/** What Lambda and API Gateway give to the account in the region. */
import { APIGatewayClient, GetAccountCommand } from '@aws-sdk/client-api-gateway';
import {
  GetAccountSettingsCommand,
  GetFunctionConcurrencyCommand,
  LambdaClient,
} from '@aws-sdk/client-lambda';
import {
  paginateListRequestedServiceQuotaChangeHistoryByQuota,
  ServiceQuotasClient,
} from '@aws-sdk/client-service-quotas';
import type { AccountPorts } from '../../../app/ports/account.ts';
import type { Patience } from '../../clients.ts';
import { type AwsTarget, optionsOf } from '../../operator.ts';
import { call, callFor, given, isNamed, reading } from './reading.ts';

type Ports = Pick<AccountPorts, 'readConcurrency' | 'readReserved' | 'readThrottle' | 'readAskedFor'>;

export function capacityPorts(target: AwsTarget | null, patience: Patience): Ports {
  const lambda = new LambdaClient(optionsOf(target, patience));
  const gateway = new APIGatewayClient(optionsOf(target, patience));
  const quotas = new ServiceQuotasClient(optionsOf(target, patience));
  return {
    readConcurrency: () =>
      reading(() =>
        call('lambda:GetAccountSettings', async () => {
          const { AccountLimit } = await lambda.send(new GetAccountSettingsCommand({}));
          return {
            limit: given(AccountLimit?.ConcurrentExecutions, 'ConcurrentExecutions'),
            unreserved: given(AccountLimit?.UnreservedConcurrentExecutions, 'UnreservedConcurrentExecutions'),
          };
        }),
      ),
    readReserved: (functions) =>
      reading(async () => {
        let sum = 0;
        for (const FunctionName of functions) {
          const found = await callFor(
            'lambda:GetFunctionConcurrency',
            isNamed('ResourceNotFoundException'),
            () => lambda.send(new GetFunctionConcurrencyCommand({ FunctionName })),
          );
          sum += found?.ReservedConcurrentExecutions ?? 0;
        }
        return sum;
      }),
    readThrottle: () =>
      reading(() =>
        call('apigateway:GET on /account', async () => {
          const { throttleSettings } = await gateway.send(new GetAccountCommand({}));
          return {
            rate: given(throttleSettings?.rateLimit, 'rateLimit'),
            burst: given(throttleSettings?.burstLimit, 'burstLimit'),
          };
        }),
      ),
    readAskedFor: ({ service, code }) =>
      reading(() =>
        callFor(
          'servicequotas:ListRequestedServiceQuotaChangeHistoryByQuota',
          isNamed('NoSuchResourceException'),
          async () => {
            const pages = paginateListRequestedServiceQuotaChangeHistoryByQuota(
              { client: quotas },
              { ServiceCode: service, QuotaCode: code },
            );
            let highest: number | null = null;
            for await (const { RequestedQuotas = [] } of pages)
              for (const { Status, DesiredValue = 0 } of RequestedQuotas)
                if (Status === 'PENDING' || Status === 'CASE_OPENED')
                  highest = Math.max(highest ?? 0, DesiredValue);
            return highest;
          },
        ),
      ),
  };
}
