//! Amounts of storage in words.

use expect_test::expect;
use tsudoi::present::text::size::size_text;

#[test]
fn bytes_are_said_in_the_largest_unit_that_fits() {
    let amounts = [
        0.0,
        1.0,
        820.0,
        999.4,
        999.6,
        1_000.0,
        1_234.0,
        9_949.0,
        9_951.0,
        64_000.0,
        999_499.0,
        999_600.0,
        1_250_000.0,
        2.1e9,
        6.4e10,
        1.0e12,
        7.0e15,
        -5.0,
        f64::NAN,
        f64::INFINITY,
    ];
    let lines: String = amounts.map(|bytes| format!("{bytes} is {}\n", size_text(bytes))).concat();
    expect![[r#"
        0 is 0 B
        1 is 1 B
        820 is 820 B
        999.4 is 999 B
        999.6 is 1.0 kB
        1000 is 1.0 kB
        1234 is 1.2 kB
        9949 is 9.9 kB
        9951 is 10 kB
        64000 is 64 kB
        999499 is 999 kB
        999600 is 1.0 MB
        1250000 is 1.2 MB
        2100000000 is 2.1 GB
        64000000000 is 64 GB
        1000000000000 is 1.0 TB
        7000000000000000 is 7000 TB
        -5 is 0 B
        NaN is 0 B
        inf is 0 B
    "#]]
    .assert_eq(&lines);
}
