import type { NextFunction, Request, RequestHandler, Response } from 'express';

/** A handler whose work may fail later: express then hears of it. */
export function later(
  work: (request: Request, response: Response, next: NextFunction) => Promise<void>,
): RequestHandler {
  return (request, response, next) => {
    const run = async (): Promise<void> => {
      try {
        await work(request, response, next);
      } catch (error) {
        next(error);
      }
    };
    void run();
  };
}
