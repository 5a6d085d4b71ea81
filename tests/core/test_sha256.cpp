// SPDX-License-Identifier: MIT
#include "core/sha256.h"

#include <QTest>

using namespace kaunt;

/// The example messages of NIST's "Secure Hash Standard" validation (FIPS 180-4, SHA256 examples), and the empty one.
class TestSha256 : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isTheStandards_data()
    {
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<QByteArray>("digest");
        QTest::newRow("one block") << QByteArray("abc")
                                   << QByteArray("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        QTest::newRow("two blocks") << QByteArray("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")
                                    << QByteArray("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
        QTest::newRow("a million bytes") << QByteArray(1'000'000, 'a')
                                         << QByteArray(
                                                "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
        QTest::newRow("nothing") << QByteArray()
                                 << QByteArray("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    void isTheStandards()
    {
        QFETCH(QByteArray, message);
        QTEST(sha256(message).toHex(), "digest");
    }
};

QTEST_GUILESS_MAIN(TestSha256)
#include "test_sha256.moc"
