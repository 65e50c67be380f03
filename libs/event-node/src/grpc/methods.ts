import { CallError, Status } from './call-error';
import type { Call, MessageSink } from './call';

/** How a method of a service is served: what it does with a call, from its first message to its end. */
export type Method = (call: Call, maxMessageBytes: number) => void;

/** A method that takes one message and answers one. */
export function unary(answer: (request: Buffer, call: Call) => Promise<Uint8Array> | Uint8Array): Method {
  return single(async (request, call) => {
    call.send(await answer(request, call));
  });
}

/** A method that takes one message and answers many, by `call.send`. The call ends when `answer` does. */
export function serverStream(answer: (request: Buffer, call: Call) => Promise<void>): Method {
  return single(answer);
}

/** A method that takes many messages. It ends its call itself. */
export function stream(open: (call: Call) => MessageSink): Method {
  return (call, maxMessageBytes) => call.receive(open(call), maxMessageBytes);
}

/**
 * Answers the first message at once, without waiting for the client to say that it was the only one: a client that sends
 * its end in a segment of its own waits for ours before it does (Nagle's algorithm), and would lose 40 ms.
 */
function single(answer: (request: Buffer, call: Call) => Promise<void>): Method {
  return (call, maxMessageBytes) => {
    let isAnswered = false;
    const sink: MessageSink = {
      message: (request) => {
        if (isAnswered) throw new CallError(Status.invalidArgument, 'request: one message is expected, not more');
        if (call.isLate) throw new CallError(Status.deadlineExceeded, 'the deadline of the call has passed');
        isAnswered = true;
        answer(request, call).then(
          () => call.finish(),
          (error: unknown) => call.fail(error),
        );
      },
      end: () => {
        if (!isAnswered) throw new CallError(Status.invalidArgument, 'request: no message came');
      },
    };
    call.receive(sink, maxMessageBytes);
  };
}
