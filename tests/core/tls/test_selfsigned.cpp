// SPDX-License-Identifier: MIT
#include "core/tls/identity.h"
#include "core/tls/selfsigned.h"
#include "core/tls/servercontext.h"
#include "tests/core/tls/tlsfiles.h"
#include "tests/support/foldersyncs.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QTest>

#include <sys/stat.h>

using namespace kaunt;
using namespace kaunt::test;

/// The certificate that the program makes for this machine.
class TestSelfSigned final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isOfThisMachine();
    void keepsItsKeyToItself();
    void outlastsAPowerCut();
    void overwritesNothing_data();
    void overwritesNothing();
    void leavesNothingWhereItCannotWrite();

private:
    const qint64 m_now = QDateTime::currentMSecsSinceEpoch();
};

void TestSelfSigned::isOfThisMachine()
{
    const TlsFiles files;
    const auto made = tls::makeSelfSigned(files.pair(QStringLiteral("own")), m_now);
    QVERIFY(made);
    const auto context = tls::ServerContext::load(files.pair(QStringLiteral("own")), {});
    QVERIFY(context);
    QCOMPARE((*context)->certificate(), *made);
    for (const QString& host : {QStringLiteral("localhost"), QStringLiteral("127.0.0.1"), QStringLiteral("::1")})
        QVERIFY2((*context)->namesHost(host), qPrintable(host));
    QVERIFY(!(*context)->namesHost(QStringLiteral("example.org")));
    constexpr qint64 day = qint64{24} * 60 * 60 * 1000;
    QVERIFY(made->notBefore <= m_now);
    QVERIFY(made->notAfter > m_now + 396 * day && made->notAfter < m_now + 398 * day);
}

void TestSelfSigned::keepsItsKeyToItself()
{
    const TlsFiles files;
    const mode_t before = umask(0);
    const auto made = tls::makeSelfSigned(files.pair(QStringLiteral("own")), m_now);
    umask(before);
    QVERIFY(made);
    QCOMPARE(QFile::permissions(files.path(QStringLiteral("own.key"))) &
                 (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
             QFile::Permissions());
}

/// As the settings do that name it.
void TestSelfSigned::outlastsAPowerCut()
{
    const TlsFiles files;
    folderSyncs() = {};
    QVERIFY(tls::makeSelfSigned(files.pair(QStringLiteral("own")), m_now));
    QVERIFY(!folderSyncs().names.isEmpty());
    QCOMPARE(folderSyncs().names.constLast(), namesIn(QFileInfo(files.path(QStringLiteral("own.crt"))).path()));
}

void TestSelfSigned::overwritesNothing_data()
{
    QTest::addColumn<QString>("there");
    QTest::addColumn<QString>("other");
    QTest::newRow("certificate") << "own.crt"
                                 << "own.key";
    QTest::newRow("key") << "own.key"
                         << "own.crt";
}

void TestSelfSigned::overwritesNothing()
{
    QFETCH(const QString, there);
    QFETCH(const QString, other);
    const TlsFiles files;
    QVERIFY(files.write(there, "mine"));
    const auto made = tls::makeSelfSigned(files.pair(QStringLiteral("own")), m_now);
    QVERIFY(!made);
    QCOMPARE(made.error().code, tls::SelfSignedError::Code::AlreadyThere);
    QCOMPARE(made.error().path, files.path(there));
    QCOMPARE(files.content(there), "mine");
    QVERIFY(!QFile::exists(files.path(other)));
}

void TestSelfSigned::leavesNothingWhereItCannotWrite()
{
    const TlsFiles files;
    const QString certificate = files.path(QStringLiteral("own.crt"));
    const auto made = tls::makeSelfSigned({certificate, files.path(QStringLiteral("absent/own.key"))}, m_now);
    QVERIFY(!made);
    QCOMPARE(made.error().code, tls::SelfSignedError::Code::NotWritable);
    QVERIFY(!QFile::exists(certificate));
}

QTEST_GUILESS_MAIN(TestSelfSigned)
#include "test_selfsigned.moc"
