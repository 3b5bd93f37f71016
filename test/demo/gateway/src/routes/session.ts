// Signing in.
import { readJson } from '../../../shared/http.js';
import type { Route } from '../context.ts';
import { signIn } from '../sessions.ts';

const login: Route = {
  method: 'POST',
  path: /^\/login$/,
  operation: 'login',
  async handle({ request, log }) {
    const { email, password } = await readJson(request);
    const session = signIn(String(email), String(password), log);
    if (session === undefined) return { status: 401, body: { error: 'E-mail or password is wrong.' } };
    return { status: 200, body: { session } };
  },
};

export const sessionRoutes: readonly Route[] = [login];
