import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Authenticator } from '#libs/platform';
import { AccountEntity } from './account.entity.ts';
import { AccountsController } from './accounts.controller.ts';
import { AccountsService } from './accounts.service.ts';
import { AuthService } from './auth.service.ts';
import { SessionAuthenticator } from './session-authenticator.ts';

/** Global because the platform's guard asks it who is calling. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([AccountEntity])],
  controllers: [AccountsController],
  providers: [AccountsService, AuthService, { provide: Authenticator, useClass: SessionAuthenticator }],
  exports: [AccountsService, Authenticator],
})
export class AccountsModule {}
