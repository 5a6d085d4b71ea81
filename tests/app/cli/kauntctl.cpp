// SPDX-License-Identifier: MIT
#include "tests/app/cli/kauntctl.h"

#include <QFile>
#include <QJsonDocument>

#include <csignal>

namespace kaunt::test {

QList<QJsonObject> objectsOf(const QByteArray& lines)
{
    QList<QJsonObject> objects;
    const QList<QByteArray> all = lines.trimmed().split('\n');
    for (const QByteArray& line : all) {
        if (!line.isEmpty())
            objects.append(QJsonDocument::fromJson(line).object());
    }
    return objects;
}

QString text(const QJsonObject& object, const char* key)
{
    return object.value(QLatin1String(key)).toString();
}

int number(const QJsonObject& object, const char* key)
{
    return object.value(QLatin1String(key)).toInt();
}

Kauntctl::Kauntctl()
    : environment(QProcessEnvironment::systemEnvironment())
{
    environment.insert(QStringLiteral("KAUNT_SECRET_STORE"), QStringLiteral("file"));
    for (const char* name : {"KAUNT_WEBHOOK_SECRET", "KAUNT_CLIENT_ID", "KAUNT_CLIENT_SECRET"})
        environment.remove(QLatin1String(name));
    write(QStringLiteral("secret"), "whsec\n");
}

QStringList Kauntctl::secretFile() const
{
    return {QStringLiteral("--secret-file"), path(QStringLiteral("secret"))};
}

void Kauntctl::write(const QString& name, const QByteArray& content) const
{
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qWarning("%s can't be written", qPrintable(file.fileName()));
}

void Kauntctl::begin(QProcess& program, const QStringList& arguments) const
{
    program.setProcessEnvironment(environment);
    program.start(QStringLiteral(KAUNT_BIN_DIR "/kauntctl"),
                  arguments + QStringList{QStringLiteral("--data"), path(QStringLiteral("data")),
                                          QStringLiteral("--config"), path(QStringLiteral("settings.conf"))});
}

Ended Kauntctl::run(const QStringList& arguments, const QByteArray& input) const
{
    QProcess program;
    begin(program, arguments);
    program.write(input);
    program.closeWriteChannel();
    if (!program.waitForFinished(patience) || program.exitStatus() != QProcess::NormalExit)
        return {};
    return {program.exitCode(), program.readAllStandardOutput(), program.readAllStandardError()};
}

QString Kauntctl::listen(QProcess& program, const QStringList& options) const
{
    begin(program, QStringList{QStringLiteral("listen"), QStringLiteral("--json"), QStringLiteral("--listen"),
                               QStringLiteral("127.0.0.1:0")} +
                       secretFile() + options);
    return text(nextOf(program, "listening"), "url");
}

QJsonObject Kauntctl::nextLine(QProcess& program, QByteArray* line)
{
    while (!program.canReadLine()) {
        if (!program.waitForReadyRead(patience))
            return {};
    }
    const QByteArray read = program.readLine();
    if (line)
        *line = read;
    return QJsonDocument::fromJson(read).object();
}

QJsonObject Kauntctl::nextOf(QProcess& program, const char* type)
{
    QJsonObject line;
    do
        line = nextLine(program);
    while (!line.isEmpty() && text(line, "type") != QLatin1String(type));
    return line;
}

void Kauntctl::send(const QProcess& program, int signal)
{
    // 0 would be everybody in our own process group.
    if (const auto process = static_cast<pid_t>(program.processId()); process > 0)
        ::kill(process, signal);
}

Ended Kauntctl::end(QProcess& program, int signal)
{
    send(program, signal);
    if (!program.waitForFinished(patience) || program.exitStatus() != QProcess::NormalExit)
        return {};
    return {program.exitCode(), program.readAllStandardOutput(), program.readAllStandardError()};
}

} // namespace kaunt::test
