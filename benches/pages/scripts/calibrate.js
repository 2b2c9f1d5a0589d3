// The milliseconds of a fixed piece of work: says whether the processor was slowed as asked, and how busy the machine is.

const began = performance.now();
let sum = 0;
for (let number = 0; number < 20_000_000; number += 1) {
    sum = (sum * 31 + number) | 0;
}
return [performance.now() - began, sum];
