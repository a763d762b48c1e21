export { SampleBar } from './sample-bar.tsx';
