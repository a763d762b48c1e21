import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const isThere = (tool: string): boolean => spawnSync('sh', ['-c', `command -v ${tool}`]).status === 0;

/** Whether these programs are here; on a Debian where we may, their packages are installed first. Says what is missing. */
export function haveTools(packagesByTool: Readonly<Record<string, string>>): boolean {
  const missing = (): string[] => Object.keys(packagesByTool).filter((tool) => !isThere(tool));
  const wanted = missing().map((tool) => packagesByTool[tool]!);
  if (wanted.length > 0 && process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    try {
      execFileSync('apt-get', ['update', '-qq'], { stdio: 'ignore' });
      execFileSync('apt-get', ['install', '-y', '-qq', ...wanted], { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
    } catch {
      console.log(`Debian's packages ${wanted.join(', ')} cannot be had here`);
    }
  }
  const left = missing();
  if (left.length > 0) console.log(`Not compared with ${left.join(', ')}: install ${left.map((tool) => packagesByTool[tool]).join(', ')}`);
  return left.length === 0;
}
