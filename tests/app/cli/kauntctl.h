// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonObject>
#include <QList>
#include <QProcess>
#include <QTemporaryDir>

namespace kaunt::test {

/// How a program ended: the exit status, -1 where it crashed or did not end, and all that it wrote.
struct Ended {
    int status = -1;
    QByteArray out;
    QByteArray err;
};

/// The object of each line; an empty one for a line that is none.
[[nodiscard]] QList<QJsonObject> objectsOf(const QByteArray& lines);
[[nodiscard]] QString text(const QJsonObject& object, const char* key);
[[nodiscard]] int number(const QJsonObject& object, const char* key);

/// The real kauntctl with a data folder and settings of its own, a file with a secret, and nothing of the environment
/// that would give it others.
class Kauntctl {
public:
    static constexpr int patience = 30'000; ///< milliseconds

    Kauntctl();

    /// A file in a folder that is gone with this object.
    [[nodiscard]] QString path(const QString& name) const { return m_folder.filePath(name); }
    [[nodiscard]] QStringList secretFile() const;
    void write(const QString& name, const QByteArray& content) const;

    /// From begin to end.
    [[nodiscard]] Ended run(const QStringList& arguments, const QByteArray& input = {}) const;
    void begin(QProcess& program, const QStringList& arguments) const;
    /// Begins `listen --json` on a free port; its URL, or empty where it did not listen.
    [[nodiscard]] QString listen(QProcess& program, const QStringList& options = {}) const;

    /// The next line of its standard output as JSON; empty where none came.
    [[nodiscard]] static QJsonObject nextLine(QProcess& program, QByteArray* line = nullptr);
    /// The next one of this type; empty where none came.
    [[nodiscard]] static QJsonObject nextOf(QProcess& program, const char* type);
    /// A signal to it, while it runs.
    static void send(const QProcess& program, int signal);
    /// What became of it after a signal: SIGTERM, SIGINT.
    [[nodiscard]] static Ended end(QProcess& program, int signal);

    QProcessEnvironment environment;

private:
    QTemporaryDir m_folder;
};

} // namespace kaunt::test
