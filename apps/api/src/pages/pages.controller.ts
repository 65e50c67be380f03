import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Access } from '../identity/access';
import { landingPage, returnedPage } from './pages';

/** The address where a person comes back from the bank. Fixed: nothing in a request changes it (S12). */
export const RETURNED_PATH = '/returned';

/** Pages for people without the console. */
@ApiExcludeController()
@Controller()
export class PagesController {
  @Get()
  @Access('everybody')
  @Header('Content-Type', 'text/html; charset=utf-8')
  landing(): string {
    return landingPage;
  }

  @Get(RETURNED_PATH)
  @Access('everybody')
  @Header('Content-Type', 'text/html; charset=utf-8')
  returned(): string {
    return returnedPage;
  }
}
