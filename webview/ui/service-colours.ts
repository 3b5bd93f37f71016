// Gives every service one colour, in order of first appearance, the same in all views.

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
  /** Services in order of first appearance, to be kept in the page's state. */
  readonly order: readonly string[];
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

/** Creates the assignment, going on from a saved order (anything that is not a list of texts counts as none). */
export function createServiceColours(saved: unknown): ServiceColours {
  const order: string[] = Array.isArray(saved)
    ? saved.filter((name): name is string => typeof name === 'string').slice(0, MOST)
    : [];
  const places = new Map(order.map((name, place) => [name, place]));
  const placeOf = (service: string): number => {
    let place = places.get(service);
    if (place === undefined) {
      place = order.length;
      if (order.length < MOST) {
        places.set(service, place);
        order.push(service);
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
    order,
  };
}
