import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CatalogController } from './catalog.controller.ts';
import { CatalogEntryEntity, CatalogVersionEntity } from './catalog.entity.ts';
import { CatalogService } from './catalog.service.ts';

@Module({
  imports: [TypeOrmModule.forFeature([CatalogEntryEntity, CatalogVersionEntity])],
  controllers: [CatalogController],
  providers: [CatalogService],
  exports: [CatalogService],
})
export class CatalogModule {}
