// The order of the tests: what takes longest begins first.
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files of one to three minutes. Begun last, one of them would keep the whole run waiting while the other worker has nothing to do. */
const long = ['/crash/', '/cli/demo', '/portal/driver'];

export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification): boolean => long.some((part) => moduleId.includes(part));
    return [...sorted.filter((file) => isLong(file)), ...sorted.filter((file) => !isLong(file))];
  }
}
