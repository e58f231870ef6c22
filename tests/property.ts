import fc from 'fast-check';

/**
 * Property tests try the same cases on every run, so that a change is never red for another one's reason. With
 * PROPERTY_SEED=random (or a number) they try others: run that now and then, and keep what it finds as a test.
 */
const wanted = process.env.PROPERTY_SEED;
if (wanted !== 'random') fc.configureGlobal({ seed: Number(wanted ?? 20_261_122) });

export default fc;
