// SPDX-License-Identifier: MIT
#include "core/webhook/signature.h"
#include "tests/app/cli/kauntctl.h"

#include <QFile>
#include <QTcpServer>
#include <QTest>

#include <csignal>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace kaunt;
using namespace kaunt::test;

namespace {

/// A named pipe that a test writes into piece by piece.
class Pipe {
public:
    explicit Pipe(const QString& path)
        : m_path(path)
        , m_isMade(::mkfifo(QFile::encodeName(path).constData(), S_IRUSR | S_IWUSR) == 0)
        , m_descriptor(::open(QFile::encodeName(path).constData(), O_RDWR | O_CLOEXEC)) // waits for no reader
    {
    }
    ~Pipe() { close(); }
    Q_DISABLE_COPY_MOVE(Pipe)

    [[nodiscard]] QString path() const { return m_path; }
    [[nodiscard]] bool write(const QByteArray& bytes) const
    {
        return m_isMade && ::write(m_descriptor, bytes.constData(), static_cast<size_t>(bytes.size())) == bytes.size();
    }
    [[nodiscard]] bool isRead() const
    {
        int waiting = 0;
        return ::ioctl(m_descriptor, FIONREAD, &waiting) == 0 && waiting == 0;
    }
    /// Which is its end for who reads it.
    void close()
    {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
        m_descriptor = -1;
    }

private:
    QString m_path;
    bool m_isMade;
    int m_descriptor;
};

QString signatureOf(const QByteArray& body)
{
    return QString::fromLatin1(hmacSha256("whsec", body).toHex());
}

} // namespace

/// What kauntctl reads of pipes and large files, it reads to the end or not at all.
class TestReadingInput final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsABodyToItsEnd_data();
    void readsABodyToItsEnd();
    void readsASecretToItsEnd();
    void sendsWhatComesThroughAPipe();
    void takesNoLargerBody();

private:
    Kauntctl m_kauntctl;
};

void TestReadingInput::readsABodyToItsEnd_data()
{
    QTest::addColumn<QByteArray>("rest");
    QTest::addColumn<int>("status");
    QTest::newRow("what was signed") << QByteArray("\"x\"}") << 0;
    QTest::newRow("more than was signed") << QByteArray("\"x\"} and more") << 1;
}

/// As `(printf begin; sleep 1; printf rest) | kauntctl verify` does.
void TestReadingInput::readsABodyToItsEnd()
{
    QFETCH(const QByteArray, rest);
    QFETCH(const int, status);
    const bool isSigned = status == 0;
    Pipe pipe(m_kauntctl.path(isSigned ? QStringLiteral("right") : QStringLiteral("wrong")));
    const QByteArray begin = isSigned ? "{\"Id\":" : "{\"Id\":\"x\"}";
    QProcess program;
    program.setStandardInputFile(pipe.path());
    m_kauntctl.begin(program, QStringList{QStringLiteral("verify"), QStringLiteral("--signature"),
                                          signatureOf(isSigned ? begin + rest : begin)} +
                                  m_kauntctl.secretFile());
    QVERIFY(pipe.write(begin));
    QTRY_VERIFY_WITH_TIMEOUT(pipe.isRead(), Kauntctl::patience);
    QVERIFY(pipe.write(rest));
    pipe.close();
    QTRY_COMPARE_WITH_TIMEOUT(program.state(), QProcess::NotRunning, Kauntctl::patience);
    QCOMPARE(program.exitCode(), status);
}

/// As `--secret-file <(…)` of a shell gives it.
void TestReadingInput::readsASecretToItsEnd()
{
    Pipe pipe(m_kauntctl.path(QStringLiteral("secret-pipe")));
    m_kauntctl.write(QStringLiteral("body"), "{}");
    QProcess program;
    m_kauntctl.begin(program, {QStringLiteral("verify"), QStringLiteral("--signature"), signatureOf("{}"),
                               QStringLiteral("--secret-file"), pipe.path(), m_kauntctl.path(QStringLiteral("body"))});
    QVERIFY(pipe.write("wh"));
    QTRY_VERIFY_WITH_TIMEOUT(pipe.isRead(), Kauntctl::patience);
    QVERIFY(pipe.write("sec\n"));
    // Though the pipe is still open.
    QTRY_COMPARE_WITH_TIMEOUT(program.state(), QProcess::NotRunning, Kauntctl::patience);
    QCOMPARE(program.exitCode(), 0);
}

void TestReadingInput::sendsWhatComesThroughAPipe()
{
    QProcess listener;
    const QString url = m_kauntctl.listen(listener);
    const QByteArray body(300'000, 'x');
    const Ended sent = m_kauntctl.run(QStringList{QStringLiteral("send"), QStringLiteral("--to"), url,
                                                  QStringLiteral("--body"), QStringLiteral("-")} +
                                          m_kauntctl.secretFile(),
                                      body);
    QCOMPARE(sent.status, 0);
    QCOMPARE(number(Kauntctl::nextOf(listener, "delivery"), "bodyBytes"), int(body.size()));
    QCOMPARE(Kauntctl::end(listener, SIGTERM).status, 0);
}

void TestReadingInput::takesNoLargerBody()
{
    constexpr qint64 tooLarge = (qint64{64} << 20) + 1;
    const QString path = m_kauntctl.path(QStringLiteral("large"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.resize(tooLarge));
    QTcpServer endpoint;
    QVERIFY(endpoint.listen(QHostAddress::LocalHost));
    const QString url = QStringLiteral("http://127.0.0.1:%1/").arg(endpoint.serverPort());
    for (const QStringList& command :
         {QStringList{QStringLiteral("send"), QStringLiteral("--to"), url, QStringLiteral("--body"), path},
          QStringList{QStringLiteral("send"), QStringLiteral("--to"), url, QStringLiteral("--template"), path},
          QStringList{QStringLiteral("verify"), QStringLiteral("--signature"), QStringLiteral("s"), path},
          QStringList{QStringLiteral("replay"), QStringLiteral("1"), QStringLiteral("--to"), url,
                      QStringLiteral("--body"), path}}) {
        QStringList secret = m_kauntctl.secretFile();
        if (command.constFirst() == QStringLiteral("replay"))
            secret.front() = QStringLiteral("--sign-with-secret-file");
        const Ended ended = m_kauntctl.run(command + secret);
        QCOMPARE(ended.status, 3);
        QVERIFY2(ended.err.contains("64 MiB"), ended.err.constData());
        QVERIFY(!endpoint.hasPendingConnections());
    }
}

QTEST_GUILESS_MAIN(TestReadingInput)
#include "test_readinginput.moc"
