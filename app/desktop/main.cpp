// SPDX-License-Identifier: MIT
#include "app/desktop/atexit.h"
#include "app/desktop/commandline.h"
#include "app/desktop/desktopmonitor.h"
#include "app/signalwatcher.h"
#include "app/standarddescriptors.h"
#include "core/api/proxyvariables.h"
#include "core/clock.h"
#include "core/secrets/coredumps.h"
#include "ui/messagebox.h"
#include "ui/readableplaceholders.h"
#include "ui/unusedaltkeys.h"

#include <QApplication>
#include <QIcon>
#include <QTextStream>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <optional>

namespace {

constexpr int wrongUsage = 2;
constexpr int couldNotRun = 3;

void print(FILE* stream, const QString& text)
{
    QTextStream(stream) << text << '\n';
}

void nameApplication()
{
    QCoreApplication::setApplicationName(QStringLiteral("kaunt-monitor"));
    QCoreApplication::setApplicationVersion(QStringLiteral(KAUNT_VERSION));
}

/// Answers that need no display. Nothing where the window is wanted.
std::optional<int> answerWithoutWindow(int& argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const auto options = kaunt::parseDesktopArguments(QCoreApplication::arguments());
    if (!options) {
        print(stderr, options.error());
        return wrongUsage;
    }
    if (options->mode == kaunt::DesktopOptions::Mode::Help) {
        print(stdout, kaunt::desktopHelpText());
        return 0;
    }
    if (options->mode == kaunt::DesktopOptions::Mode::Version) {
        print(stdout, QStringLiteral("kaunt-monitor " KAUNT_VERSION));
        return 0;
    }
    return {};
}

QtMessageHandler otherMessages = nullptr;

/// Where there is no display, Qt tells of each platform that it has tried and calls abort().
void endWithoutDisplay(QtMsgType type, const QMessageLogContext& context, const QString& text)
{
    if (type == QtFatalMsg) {
        print(stderr, QCoreApplication::translate(
                          "main", "There is no display to show a window on. Set DISPLAY or WAYLAND_DISPLAY to one that "
                                  "answers, or receive webhooks in this terminal: kauntctl listen."));
        std::_Exit(couldNotRun);
    }
    if (!QByteArrayView(context.category).startsWith("qt.qpa"))
        otherMessages(type, context, text);
}

/// The sentence on stderr, and in a box where there is somebody to see it; then the program ends.
void reportFailure(const kaunt::Sentence& sentence)
{
    print(stderr, sentence.text());
    const QString platform = QGuiApplication::platformName();
    if (platform == QLatin1String("offscreen") || platform == QLatin1String("minimal")) {
        QMetaObject::invokeMethod(
            qApp, [] { QCoreApplication::exit(couldNotRun); }, Qt::QueuedConnection);
        return;
    }
    QMessageBox* box = kaunt::makeMessageBox(QMessageBox::Critical, QStringLiteral("failureBox"),
                                             QCoreApplication::translate("main", "Kaunt Monitor"), sentence);
    QObject::connect(box, &QDialog::finished, qApp, [] { QCoreApplication::exit(couldNotRun); });
    box->open();
}

void tellOfOther(const kaunt::Sentence& sentence)
{
    print(stderr, sentence.text());
    QCoreApplication::exit(couldNotRun);
}

} // namespace

int main(int argc, char** argv)
{
    kaunt::occupyStandardDescriptors();
    kaunt::keepSecretsOutOfCoreDumps();
    // Where the display, or who reads stderr, is gone, that is an error of the write, and no end that drains nothing.
    (void)std::signal(SIGPIPE, SIG_IGN);
    kaunt::completeProxyVariables();
    nameApplication();
    if (const std::optional<int> status = answerWithoutWindow(argc, argv))
        return *status;

    otherMessages = qInstallMessageHandler(&endWithoutDisplay);
    QApplication application(argc, argv);
    qInstallMessageHandler(otherMessages);
    QApplication::setApplicationDisplayName(QStringLiteral("Kaunt Monitor"));
    QGuiApplication::setDesktopFileName(QStringLiteral("kaunt-monitor"));
    QIcon icon(QStringLiteral(":/icons/kaunt-monitor-128.png"));
    icon.addFile(QStringLiteral(":/icons/kaunt-monitor-256.png"));
    QApplication::setWindowIcon(icon);
    application.installEventFilter(new kaunt::UnusedAltKeys(&application));
    new kaunt::ReadablePlaceholders(application);

    const auto options = kaunt::parseDesktopArguments(QCoreApplication::arguments());
    if (!options) {
        print(stderr, options.error());
        return wrongUsage;
    }
    if (options->mode == kaunt::DesktopOptions::Mode::ProbeDisplay)
        return 0;
    // Before the log is opened: from then on every end is one that drains, by the monitor's destructor or at exit.
    const kaunt::SignalWatcher signalWatcher;
    const kaunt::SystemClock clock;
    kaunt::DesktopMonitor monitor(*options, clock);
    QObject::connect(&signalWatcher, &kaunt::SignalWatcher::stopRequested, &application, [&monitor] {
        monitor.leave();
        QApplication::quit();
    });
    const kaunt::AtExit atExit([&monitor] { monitor.drain(); });
    QObject::connect(&monitor, &kaunt::DesktopMonitor::failed, &application, &reportFailure);
    QObject::connect(&monitor, &kaunt::DesktopMonitor::shownByOther, &application, &tellOfOther);
    QObject::connect(&monitor, &kaunt::DesktopMonitor::waitsForOther, &application,
                     [](const kaunt::Sentence& sentence) { print(stderr, sentence.text()); });
    QMetaObject::invokeMethod(&monitor, &kaunt::DesktopMonitor::start, Qt::QueuedConnection);
    return QApplication::exec();
}
