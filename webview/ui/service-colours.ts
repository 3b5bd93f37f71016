// Gives every service one colour, in order of first appearance, the same in all views.

import { coalesce } from '../../src/base/coalesce.ts';
import type { Host } from './host.ts';

/** Where a service stands: `index` 0 to 7 names the colour, `pattern` counts how often the eight were used up before it. */
export interface ServiceColour {
  readonly index: number;
  readonly pattern: number;
}

export interface ServiceColours {
  /** The colour of `service`; a service not met before gets the next one. */
  of(service: string): ServiceColour;
  /** Class names that draw it: `service-3`, and `service-striped` from the ninth service on. */
  classOf(service: string): string;
  /** Services in order of first appearance. */
  readonly order: readonly string[];
  /** Takes over an order that others go by; services only known here come behind. */
  adopt(order: readonly string[]): void;
}

export const SERVICE_COLOUR_COUNT = 8;

/**
 * Eight colours that stay at least 0.1 apart in OKLab for normal, protan, deutan and tritan sight (Machado 2009), at
 * 3:1 or better against the editor's background; the same hues for dark and for light themes.
 */
export const SERVICE_PALETTE = {
  dark: ['#256de8', '#f5931c', '#8afebf', '#95648a', '#ffd814', '#9993ff', '#e04223', '#b2bbbb'],
  light: ['#3d80db', '#714d00', '#35776c', '#7d0c6d', '#898400', '#6238bd', '#631011', '#8d9497'],
} as const;

/** More services than this are not remembered apart: a program that makes up names must not grow the page. */
const MOST = 500;

/** Creates the assignment, going on from a known order. `onMet` hears the order whenever a new service was given a place. */
export function createServiceColours(
  known: readonly string[],
  onMet: (order: readonly string[]) => void = () => undefined,
): ServiceColours {
  let order: string[] = [];
  let places = new Map<string, number>();
  const adopt = (from: readonly string[]): void => {
    order = [...new Set([...from, ...order])].slice(0, MOST);
    places = new Map(order.map((name, place) => [name, place]));
  };
  adopt(known);
  const placeOf = (service: string): number => {
    let place = places.get(service);
    if (place === undefined) {
      place = order.length;
      if (order.length < MOST) {
        places.set(service, place);
        order.push(service);
        onMet(order);
      }
    }
    return place;
  };
  const of = (service: string): ServiceColour => {
    const place = placeOf(service);
    return { index: place % SERVICE_COLOUR_COUNT, pattern: Math.floor(place / SERVICE_COLOUR_COUNT) };
  };
  return {
    of,
    classOf(service) {
      const { index, pattern } = of(service);
      return pattern === 0 ? `service-${index}` : `service-${index} service-striped`;
    },
    get order() {
      return order;
    },
    adopt,
  };
}

/** The assignment of a page: it begins with the order the host knows, and all pages of a window keep to one. */
export function sharedServiceColours(host: Host, known: readonly string[], onChange: () => void): ServiceColours {
  const tell = coalesce(
    () => void host.request('meetServices', { services: colours.order }).catch(() => undefined),
    200,
  );
  const colours = createServiceColours(known, () => tell.trigger());
  host.on('servicesMet', ({ services }) => {
    if (services.every((name, place) => colours.order[place] === name)) return;
    colours.adopt(services);
    onChange();
  });
  return colours;
}
