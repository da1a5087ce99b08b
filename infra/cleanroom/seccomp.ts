import { CleanRoomUnavailable } from '../../domain/training/index.ts';

/**
 * The second fence of the clean room, behind its namespaces: a filter of system calls, as the kernel's classic BPF.
 * A program in the room makes no process (threads only, for Node needs them), no socket and no namespace, and looks
 * into no other process. io_uring is refused because it would do these things past the filter.
 */
const EPERM = 1;
const ENOSYS = 38;
const CLONE_THREAD = 0x1_0000;
const ALLOW = 0x7fff_0000;
const ERRNO = 0x0005_0000;
const KILL_PROCESS = 0x8000_0000;

interface Calls {
  readonly audit: number;
  readonly clone: number;
  /** socket, fork, vfork, ptrace, unshare, setns, bpf, keys, userfaultfd, perf_event_open, process_vm_*. */
  readonly refused: readonly number[];
}

/** clone3 hides its flags behind a pointer, so libc must take clone; io_uring_setup is answered alike. */
const ABSENT = [435, 425];

const CALLS: Readonly<Record<string, Calls>> = {
  x64: {
    audit: 0xc000_003e,
    clone: 56,
    refused: [41, 57, 58, 101, 272, 308, 321, 248, 249, 250, 323, 298, 310, 311],
  },
  arm64: {
    audit: 0xc000_00b7,
    clone: 220,
    refused: [198, 117, 97, 268, 280, 217, 218, 219, 282, 241, 270, 271],
  },
};

const LOAD = 0x20;
const IF_EQUAL = 0x15;
const IF_AT_LEAST = 0x35;
const IF_ANY_BIT = 0x45;
const RETURN = 0x06;
const NUMBER = 0;
const ARCHITECTURE = 4;
const FIRST_ARGUMENT = 16;

/** x86-64 numbers from here on are the x32 set, which would slip past a list of numbers. */
const X32 = 0x4000_0000;

export function seccompFilter(arch: string = process.arch): Buffer {
  const calls = CALLS[arch];
  if (!calls) {
    throw new CleanRoomUnavailable(`The clean room is made for x64 and arm64; this machine is ${arch}.`);
  }
  return Buffer.concat([
    instruction(LOAD, 0, 0, ARCHITECTURE),
    instruction(IF_EQUAL, 1, 0, calls.audit),
    instruction(RETURN, 0, 0, KILL_PROCESS),
    instruction(LOAD, 0, 0, NUMBER),
    instruction(IF_AT_LEAST, 0, 1, X32),
    instruction(RETURN, 0, 0, KILL_PROCESS),
    ...calls.refused.flatMap((call) => answer(call, EPERM)),
    ...ABSENT.flatMap((call) => answer(call, ENOSYS)),
    instruction(IF_EQUAL, 0, 3, calls.clone),
    instruction(LOAD, 0, 0, FIRST_ARGUMENT),
    instruction(IF_ANY_BIT, 1, 0, CLONE_THREAD),
    instruction(RETURN, 0, 0, ERRNO + EPERM),
    instruction(RETURN, 0, 0, ALLOW),
  ]);
}

function answer(call: number, errno: number): Buffer[] {
  return [instruction(IF_EQUAL, 0, 1, call), instruction(RETURN, 0, 0, ERRNO + errno)];
}

function instruction(code: number, ifTrue: number, ifFalse: number, operand: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt16LE(code, 0);
  bytes.writeUInt8(ifTrue, 2);
  bytes.writeUInt8(ifFalse, 3);
  bytes.writeUInt32LE(operand, 4);
  return bytes;
}
