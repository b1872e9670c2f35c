import { join, resolve } from 'node:path';
import { Option, type Command } from 'commander';
import { Fault } from '../../platform/fault.ts';
import type { Register } from '../cli.ts';

interface Options {
  port: string;
  data: string;
  skin: 'modern' | 'legacy';
  faults?: string;
  population?: string;
  attended?: string;
  workspace: string;
}

export const registerSimulator: Register = (program, cli) => {
  program
    .command('simulator')
    .description('演练门户：一个只在本机的假门户，用来学习和试验')
    .option('--port <端口>', '端口，0 表示任取一个空闲的', '8790')
    .option('--data <目录>', '演练门户自己的数据文件夹', join('.demo', 'simulator'))
    .addOption(new Option('--skin <样式>', '页面样式').choices(['modern', 'legacy']).default('modern'))
    .option('--faults <文件>', '故障设置（JSON）')
    .option('--population <文件>', '人员基础信息（JSON）')
    .option('--attended <毫秒>', '演练时由模拟的人登录，等待这么久')
    .option('-w, --workspace <目录>', '不使用', '.')
    .option('--json', '结果以 JSON 输出，供程序读取')
    .action(async (options: Options, command: Command) => {
      const { FaultFormatError, startSimulator } = await import('../../simulator/index.ts');
      const { cwd, stop } = cli.around;
      try {
        const simulator = await startSimulator({
          port: Number(options.port),
          dataDir: resolve(cwd, options.data),
          skin: options.skin,
          ...(options.faults === undefined ? {} : { faultsFile: resolve(cwd, options.faults) }),
          ...(options.population === undefined ? {} : { populationFile: resolve(cwd, options.population) }),
          ...(options.attended === undefined ? {} : { attended: { loginAfterMs: Number(options.attended) } }),
        });
        cli
          .output(command)
          .result(
            { url: simulator.url, port: simulator.port },
            () => `演练门户已启动：${simulator.url}\n按 Ctrl-C 结束。`,
          );
        if (!stop.soft.aborted) {
          await new Promise((resolveStop) => {
            stop.soft.addEventListener('abort', resolveStop, { once: true });
          });
        }
        await simulator.close();
      } catch (error: unknown) {
        if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
          throw new Fault(
            `端口 ${options.port} 已被别的程序占用。请换一个端口，例如 --port 0（自动选择）。`,
            {
              code: 'simulator-port-in-use',
              disposition: 'halt-run',
              exitCode: 2,
              cause: error,
            },
          );
        }
        if (error instanceof FaultFormatError) {
          throw new Fault(error.message, {
            code: 'simulator-faults-invalid',
            disposition: 'halt-run',
            exitCode: 2,
            cause: error,
          });
        }
        throw error;
      }
    });
};
