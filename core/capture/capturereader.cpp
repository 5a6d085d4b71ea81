// SPDX-License-Identifier: MIT
#include "core/capture/capturereader.h"

#include "core/utf8text.h"

#include <QFileInfo>

#include <array>
#include <cerrno>
#include <utility>

namespace kaunt {

CaptureReader::CaptureReader(const QString& path, const CaptureBounds& bounds)
    : m_file(path)
    , m_bounds(bounds)
{
}

Result<std::unique_ptr<CaptureReader>, CaptureError> CaptureReader::open(const QString& path,
                                                                         const CaptureBounds& bounds)
{
    std::unique_ptr<CaptureReader> reader(new CaptureReader(path, bounds));
    if (QFileInfo(path).isDir())
        return failure(CaptureError{CaptureError::Code::Unreadable, 0, qt_error_string(EISDIR), {}});
    if (!reader->m_file.open(QIODevice::ReadOnly))
        return failure(CaptureError{CaptureError::Code::Unreadable, 0, reader->m_file.errorString(), {}});
    if (reader->m_file.size() > bounds.fileBytes)
        return failure(CaptureError{CaptureError::Code::TooLarge, 0, {}, {}});
    if (auto done = reader->readFirst(); !done)
        return failure(done.error());
    return reader;
}

Result<void, CaptureError> CaptureReader::readFirst()
{
    if (m_file.peek(utf8ByteOrderMark.size()) == utf8ByteOrderMark)
        m_file.skip(utf8ByteOrderMark.size());
    const auto line = readLine();
    if (!line)
        return failure(line.error());
    if (!*line)
        return refuse(CaptureError::Code::NotACapture);
    // Of a file that is something else, the first line tells nothing that were of use.
    auto first = readCaptureLine(**line, false); // a bundle begins with no delivery
    if (!first && first.error().isWithoutContents)
        return refuse(CaptureError::Code::NoContents);
    if (!first && (first.error().field.isEmpty() || first.error().field == QLatin1String("type")))
        return refuse(CaptureError::Code::NotACapture);
    if (!first)
        return refuse(CaptureError::Code::Damaged, first.error().field);
    if (const auto* manifest = std::get_if<CaptureManifest>(&*first)) {
        if (manifest->version > captureVersion)
            return refuse(CaptureError::Code::TooNew, QString::number(manifest->version));
        m_manifest = *manifest;
        return {};
    }
    auto delivery = take(*std::move(first));
    if (!delivery)
        return failure(delivery.error());
    m_first = *std::move(delivery);
    return {};
}

/// In parts: QIODevice would make room for the longest line each time.
QByteArray CaptureReader::readRawLine()
{
    std::array<char, 16'384> part{};
    QByteArray line;
    while (line.size() <= m_bounds.lineBytes && !line.endsWith('\n')) {
        const qint64 size = m_file.readLine(part.data(), static_cast<qint64>(part.size()));
        if (size <= 0)
            break;
        line.append(part.data(), static_cast<qsizetype>(size));
    }
    return line;
}

Result<std::optional<QByteArray>, CaptureError> CaptureReader::readLine()
{
    QByteArray line;
    do {
        ++m_line;
        line = readRawLine();
        if (line.isEmpty() && m_file.error() != QFileDevice::NoError)
            return refuse(CaptureError::Code::Unreadable, m_file.errorString());
        if (line.isEmpty())
            return std::optional<QByteArray>();
        if (line.size() > m_bounds.lineBytes)
            return refuse(CaptureError::Code::LineTooLong);
        line = line.trimmed();
    } while (line.isEmpty() && !m_manifest); // JSON lines may have been put together by hand
    return std::optional(line);
}

Result<CaptureLine, CaptureError> CaptureReader::parse(const QByteArray& line) const
{
    auto parsed = readCaptureLine(line, m_manifest.has_value());
    if (parsed)
        return *std::move(parsed);
    return refuse(parsed.error().isWithoutContents ? CaptureError::Code::NoContents : CaptureError::Code::Damaged,
                  parsed.error().field);
}

Result<std::optional<CapturedDelivery>, CaptureError> CaptureReader::next()
{
    if (m_first)
        return std::exchange(m_first, std::nullopt);
    const auto line = readLine();
    if (!line)
        return failure(line.error());
    if (!*line) {
        if (m_manifest && !m_isEnded)
            return refuse(CaptureError::Code::CutOff);
        return std::optional<CapturedDelivery>();
    }
    auto parsed = parse(**line);
    if (!parsed)
        return failure(parsed.error());
    return take(*std::move(parsed));
}

Result<std::optional<CapturedDelivery>, CaptureError> CaptureReader::take(CaptureLine line)
{
    if (m_isEnded || std::holds_alternative<CaptureManifest>(line))
        return refuse(CaptureError::Code::Damaged, QStringLiteral("type"));
    if (const auto* end = std::get_if<CaptureEnd>(&line)) {
        if (!m_manifest)
            return refuse(CaptureError::Code::Damaged, QStringLiteral("type"));
        if (end->deliveries != m_count)
            return refuse(CaptureError::Code::CutOff);
        m_isEnded = true;
        return next(); // to see that nothing follows
    }
    auto& delivery = std::get<CapturedDelivery>(line);
    if (++m_count > m_bounds.deliveries)
        return refuse(CaptureError::Code::TooMany);
    if (delivery.record.summary.number <= m_lastNumber)
        return refuse(CaptureError::Code::Disorder, QString::number(delivery.record.summary.number));
    m_lastNumber = delivery.record.summary.number;
    return std::optional(std::move(delivery));
}

int CaptureReader::percent() const
{
    constexpr qint64 all = 100;
    return m_file.size() > 0 ? static_cast<int>(m_file.pos() * all / m_file.size()) : static_cast<int>(all);
}

} // namespace kaunt
