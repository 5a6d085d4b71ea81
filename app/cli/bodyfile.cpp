// SPDX-License-Identifier: MIT
#include "app/cli/bodyfile.h"

#include "core/wholecontent.h"

#include <QCoreApplication>

#include <unistd.h>
#include <utility>

namespace kaunt {

namespace {

struct BodyFile {
    Q_DECLARE_TR_FUNCTIONS(BodyFile)
};

constexpr qint64 largestBody = qint64{64} << 20;

} // namespace

Result<QByteArray, ExitStatus> readBodyFile(const QString& path, const Terminal& terminal)
{
    const bool isInput = path == QLatin1String("-");
    const QString name = isInput ? BodyFile::tr("standard input") : path;
    QFile file(path);
    const bool isOpen = isInput ? file.open(STDIN_FILENO, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    auto body = isOpen ? readWhole(file, largestBody) : failure(file.errorString());
    if (!body) {
        terminal.error(BodyFile::tr("Can't read %1: %2.").arg(name, body.error()));
        return failure(CouldNotRun);
    }
    if (body->size() > largestBody) {
        terminal.error(BodyFile::tr("What %1 holds is larger than 64 MiB; that is no webhook body.").arg(name));
        return failure(CouldNotRun);
    }
    return *std::move(body);
}

} // namespace kaunt
