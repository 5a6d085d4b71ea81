// SPDX-License-Identifier: MIT
#include "core/sending/trustedauthorities.h"
#include "tests/core/tls/privateca.h"
#include "tests/core/tls/tlsfiles.h"

#include <QSslConfiguration>
#include <QTest>

#include <array>
#include <unistd.h>

using namespace kaunt;
using namespace kaunt::test;

namespace {

const QString name = QStringLiteral("ca.pem");

bool isTrusted(const PrivateCa& ca)
{
    return QSslConfiguration::defaultConfiguration().caCertificates().contains(QSslCertificate(ca.pem()));
}

} // namespace

/// Whom all that we send trusts: those of the file that was named last, and nobody of an earlier one.
class TestTrustedAuthorities final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup();
    void trustsTheFileThatIsNamed();
    void readsAPipeOnce();
    void trustsNobodyOfAFormerFile_data();
    void trustsNobodyOfAFormerFile();
};

void TestTrustedAuthorities::cleanup()
{
    QVERIFY(trustAuthorities({}));
}

void TestTrustedAuthorities::trustsTheFileThatIsNamed()
{
    const TlsFiles files;
    const PrivateCa one;
    const PrivateCa other(QStringLiteral("Other"));
    QVERIFY(files.write(name, one.pem() + other.pem()));
    QVERIFY(trustAuthorities(files.path(name)));
    QVERIFY(isTrusted(one) && isTrusted(other));
    QVERIFY(trustAuthorities({}));
    QVERIFY(!isTrusted(one) && !isTrusted(other));
}

/// As a shell hands one over: --ca-file <(command).
void TestTrustedAuthorities::readsAPipeOnce()
{
    const PrivateCa ca;
    std::array<int, 2> ends{};
    QCOMPARE(::pipe(ends.data()), 0);
    const QByteArray pem = ca.pem();
    QVERIFY(::write(ends[1], pem.constData(), static_cast<size_t>(pem.size())) == pem.size());
    ::close(ends[1]);
    const auto trusted = trustAuthorities(QStringLiteral("/dev/fd/%1").arg(ends[0]));
    ::close(ends[0]);
    QVERIFY(trusted && isTrusted(ca));
}

void TestTrustedAuthorities::trustsNobodyOfAFormerFile_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("named");
    QTest::newRow("another") << PrivateCa(QStringLiteral("Other")).pem() << name;
    QTest::newRow("damaged") << QByteArray("none") << name;
    QTest::newRow("gone") << QByteArray() << QStringLiteral("none.pem");
}

void TestTrustedAuthorities::trustsNobodyOfAFormerFile()
{
    QFETCH(const QByteArray, content);
    QFETCH(const QString, named);
    const TlsFiles files;
    const PrivateCa former;
    QVERIFY(files.write(name, former.pem()));
    QVERIFY(trustAuthorities(files.path(name)));
    QVERIFY(files.write(name, content));
    QCOMPARE(trustAuthorities(files.path(named)).has_value(), content.startsWith("-----BEGIN"));
    QVERIFY(!isTrusted(former));
}

QTEST_GUILESS_MAIN(TestTrustedAuthorities)
#include "test_trustedauthorities.moc"
