import { velocityContract } from './contract';
import { memoryVelocityCounters } from './memory-velocity';

describe('velocity counters in memory', () => velocityContract(memoryVelocityCounters));
