// SPDX-License-Identifier: MIT
// Qt's own HTTP server as a reference of bench-receiver: answers 200 to each POST, and neither verifies nor keeps it.
// Prints its URL.
#include <QCoreApplication>
#include <QHttpServer>
#include <QHttpServerResponse>
#include <QTextStream>

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const QString path = QStringLiteral("/webhooks/kaunt");
    QHttpServer server;
    const bool isRouted = server.route(path, QHttpServerRequest::Method::Post, [](const QHttpServerRequest&) {
        return QHttpServerResponse("application/json", R"({"status":"accepted"})");
    });
    const quint16 port = isRouted ? server.listen(QHostAddress(QHostAddress::LocalHost)) : quint16(0);
    if (port == 0)
        return 1;
    QTextStream(stdout) << "http://127.0.0.1:" << port << path << '\n';
    return QCoreApplication::exec();
}
