import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Authenticator } from '#libs/platform';
import { AccountEntity } from './account.entity.ts';
import { AccountsController } from './accounts.controller.ts';
import { AccountsService } from './accounts.service.ts';
import { ApiKeyEntity } from './api-key.entity.ts';
import { ApiKeysService } from './api-keys.service.ts';
import { AuthService } from './auth.service.ts';
import { ConsentEntity } from './consent.entity.ts';
import { ConsentsService } from './consents.service.ts';
import { SessionAuthenticator } from './session-authenticator.ts';

/** Global because the platform's guard asks it who is calling. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([AccountEntity, ApiKeyEntity, ConsentEntity])],
  controllers: [AccountsController],
  providers: [
    AccountsService,
    ApiKeysService,
    AuthService,
    ConsentsService,
    { provide: Authenticator, useClass: SessionAuthenticator },
  ],
  exports: [AccountsService, ApiKeysService, Authenticator],
})
export class AccountsModule {}
