import type { Page } from 'playwright';
import type { FixtureValues } from '../fixture-value.ts';
import type { FixtureName } from '../fixtures.ts';
import { fillAntDesignVue } from './ant-design-vue.ts';
import { fillBootstrap } from './bootstrap.ts';
import { fillClassic } from './classic.ts';
import { fillElementPlus } from './element-plus.ts';
import { fillElementUi } from './element-ui.ts';
import { fillLayui } from './layui.ts';
import { fillNative } from './native.ts';

/**
 * Hand-written scripts, one a fixture: the witness that the forms work, and the baseline of `bench/fill`.
 * They check nothing on the way: what the server received is compared afterwards.
 */
export const fillByHand: Record<FixtureName, (page: Page, person: FixtureValues) => Promise<void>> = {
  'element-plus': fillElementPlus,
  native: fillNative,
  'element-ui': fillElementUi,
  'ant-design-vue': fillAntDesignVue,
  layui: fillLayui,
  bootstrap: fillBootstrap,
  classic: fillClassic,
};
