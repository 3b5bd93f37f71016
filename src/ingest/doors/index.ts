// The doors that are opened.

import type { DoorKind } from '../door.ts';
import { tcp } from './tcp.ts';
import { udp } from './udp.ts';

export const doors: readonly DoorKind[] = [tcp, udp];
