// SPDX-License-Identifier: MIT
#include "core/export/curlformat.h"

#include <QTest>

using namespace kaunt;

/// That a whole script runs, and sends what came, is for the end-to-end tests.
class TestCurlFormat final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void givesCurlNoOptionsOfOthers();
};

/// A log or a capture may be somebody else's.
void TestCurlFormat::givesCurlNoOptionsOfOthers()
{
    DeliveryRecord record;
    record.method = "POST";
    record.target = "/hook";
    record.headers = {
        {QByteArray("@/etc/hostname\0", 15), "a"}, {"@file", ""}, {"X-B", "c\r\nX-Evil: d"}, {"X-E", "f"}};
    const QByteArray script = CurlFormat(QUrl(QStringLiteral("http://h"))).delivery({record, {}, {}, {}});
    QVERIFY2(!script.contains('@'), script.constData());
    QVERIFY2(!script.contains("Evil"), script.constData());
    QVERIFY2(script.contains("--header 'X-E: f'"), script.constData());
}

QTEST_GUILESS_MAIN(TestCurlFormat)
#include "test_curlformat.moc"
