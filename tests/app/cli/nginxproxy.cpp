// SPDX-License-Identifier: MIT
#include "tests/app/cli/nginxproxy.h"

#include "tests/app/cli/kauntctl.h"
#include "tests/core/tunnel/loopbacksshd.h"
#include "tests/support/freeport.h"

#include <QFile>
#include <QTcpSocket>
#include <QTest>

namespace kaunt::test {

namespace {

constexpr char configuration[] = R"(daemon off;
master_process off;
pid %1/pid;
error_log stderr;
events {}
http {
    access_log off;
    client_body_temp_path %1/body;
    proxy_temp_path %1/proxy;
    fastcgi_temp_path %1/fastcgi;
    uwsgi_temp_path %1/uwsgi;
    scgi_temp_path %1/scgi;
    server {
        listen 127.0.0.1:%2;
        client_body_buffer_size 2m;
        location / {
            proxy_pass %3;
            %4
        }
    }
}
)";

} // namespace

NginxProxy::NginxProxy(const QString& receiver, const QString& directives)
    : m_port(freePort())
{
    QFile file(m_folder.filePath(QStringLiteral("conf")));
    const QString text =
        QLatin1String(configuration).arg(m_folder.path(), QString::number(m_port), receiver, directives);
    if (!file.open(QIODevice::WriteOnly) || file.write(text.toUtf8()) < 0)
        qWarning("nginx's configuration can't be written");
}

NginxProxy::~NginxProxy()
{
    m_nginx.kill();
    m_nginx.waitForFinished(Kauntctl::patience);
}

bool NginxProxy::start()
{
    m_nginx.start(QStringLiteral("/usr/sbin/nginx"), {QStringLiteral("-c"), m_folder.filePath(QStringLiteral("conf")),
                                                      QStringLiteral("-p"), m_folder.path()});
    const bool isListening = QTest::qWaitFor(
        [this] {
            QTcpSocket socket;
            socket.connectToHost(QHostAddress::LocalHost, m_port);
            return m_nginx.state() == QProcess::NotRunning || socket.waitForConnected();
        },
        Kauntctl::patience);
    if (m_nginx.state() == QProcess::NotRunning)
        qWarning("nginx: %s", m_nginx.readAllStandardError().constData());
    return isListening && m_nginx.state() != QProcess::NotRunning;
}

QString NginxProxy::url(const QString& path) const
{
    return QStringLiteral("http://127.0.0.1:%1%2").arg(m_port).arg(path);
}

} // namespace kaunt::test
