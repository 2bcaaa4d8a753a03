// Work in order, with only so many pieces under way at once. No page is needed here.

// Start each piece of work when its turn comes; a piece says false when nothing after it should start. Resolves when
// what was started has ended, to whether all of it was.
export async function inOrder(work, width) {
  let place = 0, goesOn = true;
  const worker = async () => {
    while (goesOn && place < work.length) {
      const piece = work[place];
      place += 1;
      if (await piece() === false) goesOn = false;
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  return goesOn;
}
