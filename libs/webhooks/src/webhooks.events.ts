/** An endpoint has failed for days, so nothing more is sent there. */
export class EndpointSwitchedOff {
  constructor(
    readonly endpointId: string,
    readonly accountId: string,
    readonly since: Date,
  ) {}
}
