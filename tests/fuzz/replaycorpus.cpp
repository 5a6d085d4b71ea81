// SPDX-License-Identifier: MIT
#include "tests/fuzz/fuzztarget.h"

#include <QDir>
#include <QTest>

#include <csignal>
#include <unistd.h>

namespace {

QByteArray runningFile; // NOLINT(cppcoreguidelines-avoid-non-const-global-variables): a signal handler gets no context

/// A broken promise ends the program; this says with which input.
void tellRunningFile(int signal)
{
    [[maybe_unused]] const auto written =
        ::write(STDERR_FILENO, runningFile.constData(), static_cast<std::size_t>(runningFile.size()));
    (void)std::signal(signal, SIG_DFL);
}

} // namespace

/// Runs one fuzz target over its kept corpus, KAUNT_FUZZ_CORPUS: what was found once is not found again.
class ReplayCorpus final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void holds();
};

void ReplayCorpus::holds()
{
    const QDir folder(QStringLiteral(KAUNT_FUZZ_CORPUS));
    const QStringList names = folder.entryList(QDir::Files, QDir::Name);
    QVERIFY2(!names.isEmpty(), KAUNT_FUZZ_CORPUS);
    (void)std::signal(SIGABRT, tellRunningFile);
    for (const QString& name : names) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray input = file.readAll();
        runningFile = QFile::encodeName(file.fileName()) + '\n';
        const auto* data = reinterpret_cast<const std::uint8_t*>(input.constData());
        QCOMPARE(LLVMFuzzerTestOneInput(data, static_cast<std::size_t>(input.size())), 0);
    }
}

QTEST_APPLESS_MAIN(ReplayCorpus)
#include "replaycorpus.moc"
