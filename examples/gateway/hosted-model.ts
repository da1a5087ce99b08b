import { Completion, parseModel } from '../../domain/training/ngram/index.ts';
import type { Instance } from './instance.ts';

/** A model version in memory. Its artefact is never written down here. */
export class HostedModel {
  private constructor(
    readonly id: string,
    private readonly completion: Completion,
  ) {}

  /** Throws InstanceFault unless the version is live, hosted, and its artefact is the one that its owners published. */
  static async load(instance: Instance, id: string): Promise<HostedModel> {
    const artefact = await instance.artefact(await instance.model(id));
    return new HostedModel(id, new Completion(parseModel(artefact.toString())));
  }

  complete(prompt: string, maxWords: number): string {
    return this.completion.complete(prompt, maxWords, Math.random);
  }
}
