// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/command.h"
#include "core/export/logexport.h"
#include "core/secrets/secretstore.h"
#include "core/wholefile.h"

#include <QFile>
#include <QTimer>

#include <memory>

namespace kaunt {

/// kauntctl export: deliveries of the log, oldest first, to a file that is there whole or not at all, or to standard
/// output. SIGINT and SIGTERM end it and leave the file as it was.
class ExportCommand final : public Command {
    Q_OBJECT

public:
    using Command::Command;
    ~ExportCommand() override;

    [[nodiscard]] static QList<QCommandLineOption> options();
    [[nodiscard]] std::optional<int> start(const QCommandLineParser& arguments) override;

private:
    [[nodiscard]] Result<void, ExitStatus> readRequest(const QCommandLineParser& arguments);
    [[nodiscard]] bool isOneOfOurs(const QCommandLineParser& arguments, const Settings& settings) const;
    [[nodiscard]] int refuseUnread(const SecretError& error) const;
    [[nodiscard]] std::optional<int> begin(const Settings& settings);
    [[nodiscard]] QIODevice* openOutput();
    void advance();
    [[nodiscard]] int tell(const ExportError& error) const;
    [[nodiscard]] int tellWriting(const QString& systemText) const;
    [[nodiscard]] int conclude(const ExportProgress& progress);
    [[nodiscard]] int preview(const ExportProgress& progress) const;
    /// What is in a bundle, and what was replaced.
    [[nodiscard]] QStringList contentLines(const ExportProgress& progress) const;

    ExportRequest m_request;
    QList<SigningSecret> m_givenSecrets;
    QString m_path; ///< empty for standard output
    bool m_isPreview = false;
    std::unique_ptr<LogQueries> m_log;
    QFile m_output;
    std::unique_ptr<WholeFile> m_file;
    std::unique_ptr<LogExport> m_export;
    QTimer m_next;
};

} // namespace kaunt
