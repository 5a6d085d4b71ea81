// SPDX-License-Identifier: MIT
// Somebody at the window of a program under test, which loads it as a plugin:
// QT_QPA_GENERIC_PLUGINS=kaunt_window_remote, QT_PLUGIN_PATH=(the folder above this plugin's). On the local socket that
// KAUNT_WINDOW_REMOTE names it takes an order a connection, a line, and answers with a line:
//   text NAME     what the widget with this object name says; an empty line where it is not to be seen
//   close         the main window is closed
//   ask           the session manager announces the end of the session, which may yet be called off
//   logout        it announces the end, and ends the program, as Qt does at XSMP's "Die"
//   exit          the platform ends the process, as Qt's does when the display is gone; no answer
#include <QApplication>
#include <QGenericPlugin>
#include <QLocalServer>
#include <QLocalSocket>
#include <QMainWindow>
#include <QSessionManager>

#include <algorithm>
#include <cstdlib>

namespace {

QByteArray textOf(const QString& name)
{
    const QWidgetList widgets = QApplication::allWidgets();
    for (const QWidget* widget : widgets) {
        if (widget->objectName() == name && widget->isVisible())
            return widget->property("text").toString().toUtf8().replace('\n', ' ');
    }
    return {};
}

void closeMainWindow()
{
    const QWidgetList windows = QApplication::topLevelWidgets();
    const auto main = std::find_if(windows.cbegin(), windows.cend(),
                                   [](const QWidget* window) { return qobject_cast<const QMainWindow*>(window); });
    if (main != windows.cend())
        (*main)->close();
}

void announceEndOfSession()
{
    auto* manager = qApp->findChild<QSessionManager*>();
    if (!manager)
        return;
    Q_EMIT qApp->commitDataRequest(*manager);
    Q_EMIT qApp->saveStateRequest(*manager);
}

QByteArray obey(const QByteArray& order)
{
    if (order.startsWith("text "))
        return textOf(QString::fromUtf8(order.mid(5)));
    if (order == "close")
        closeMainWindow();
    if (order == "ask" || order == "logout")
        announceEndOfSession();
    if (order == "logout")
        QCoreApplication::quit();
    if (order == "exit")
        std::exit(EXIT_FAILURE); // NOLINT(concurrency-mt-unsafe): as Qt does it
    return "done";
}

class WindowRemote final : public QObject {
    Q_OBJECT

public:
    WindowRemote()
    {
        connect(&m_server, &QLocalServer::newConnection, this, [this] {
            QLocalSocket* caller = m_server.nextPendingConnection();
            connect(caller, &QLocalSocket::disconnected, caller, &QObject::deleteLater);
            connect(caller, &QLocalSocket::readyRead, caller, [caller] {
                if (!caller->canReadLine())
                    return;
                caller->write(obey(caller->readLine().trimmed()) + '\n');
                caller->flush();
            });
        });
        m_server.listen(qEnvironmentVariable("KAUNT_WINDOW_REMOTE"));
    }

private:
    QLocalServer m_server;
};

class WindowRemotePlugin final : public QGenericPlugin {
    Q_OBJECT
    Q_PLUGIN_METADATA(IID QGenericPluginFactoryInterface_iid FILE "windowremote.json")

public:
    QObject* create(const QString& /*name*/, const QString& /*specification*/) override { return new WindowRemote; }
};

} // namespace

#include "windowremote.moc"
