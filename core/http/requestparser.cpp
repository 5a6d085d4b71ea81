// SPDX-License-Identifier: MIT
#include "core/http/requestparser.h"

#include "core/http/requestline.h"
#include "core/http/syntax.h"

#include <boost/beast/http/basic_parser.hpp>

#include <algorithm>
#include <limits>

namespace kaunt::http {

namespace beast = boost::beast;

namespace {

bool hasConnectionOption(const HeaderList& headers, QByteArrayView wanted)
{
    const QList<QByteArray> values = headerValues(headers, "Connection");
    return std::any_of(values.cbegin(), values.cend(), [wanted](const QByteArray& value) {
        const QList<QByteArray> options = value.split(',');
        return std::any_of(options.cbegin(), options.cend(), [wanted](const QByteArray& option) {
            return equalsIgnoringCase(withoutBlanks(option), wanted);
        });
    });
}

/// RFC 9112 section 9.3. Beast goes by Proxy-Connection as well, which is no field of HTTP and keeps a connection open
/// that a proxy waits for to be closed (appendix C.2.2).
bool keepsConnection(const RequestHead& head)
{
    if (hasConnectionOption(head.headers, "close"))
        return false;
    return head.version == Version::Http11 || hasConnectionOption(head.headers, "keep-alive");
}

} // namespace

/// Beast's parser with our values as its outlet.
class RequestParser::Beast final : public beast::http::basic_parser<true> {
public:
    explicit Beast(RequestParser& owner)
        : m_owner(owner)
    {
        eager(true);
        header_limit(std::numeric_limits<std::uint32_t>::max()); // HeadCheck and ChunkCheck hold the limits
        body_limit(std::numeric_limits<std::uint64_t>::max());   // boost::none counts as the smallest limit in 1.74
    }

    /// How many bytes it took, or nothing where it found fault.
    std::optional<qsizetype> take(QByteArrayView bytes)
    {
        beast::error_code error;
        const std::size_t taken =
            put(boost::asio::const_buffer(bytes.data(), static_cast<std::size_t>(bytes.size())), error);
        if (error && error != beast::http::error::need_more)
            return std::nullopt;
        return static_cast<qsizetype>(taken);
    }

private:
    using View = beast::string_view;

    static QByteArray bytesOf(View text) { return {text.data(), static_cast<qsizetype>(text.size())}; }

    std::size_t keep(View body)
    {
        m_owner.m_body.append(body.data(), static_cast<qsizetype>(body.size()));
        return body.size();
    }

    void on_request_impl(beast::http::verb /*method*/, View method, View target, int version,
                         beast::error_code& error) override
    {
        m_owner.m_head.method = bytesOf(method);
        m_owner.m_head.target = bytesOf(target);
        m_owner.m_head.version = version == 11 ? Version::Http11 : Version::Http10;
        error = {};
    }
    void on_response_impl(int /*code*/, View /*reason*/, int /*version*/, beast::error_code& error) override
    {
        error = {};
    }
    void on_field_impl(beast::http::field /*field*/, View name, View value, beast::error_code& error) override
    {
        // Trailers come here as well, and are not merged into the head (RFC 9110 section 6.5.1).
        if (!is_header_done())
            m_owner.m_head.headers.append({bytesOf(name), bytesOf(value)});
        error = {};
    }
    void on_header_impl(beast::error_code& error) override { error = {}; }
    void on_body_init_impl(const boost::optional<std::uint64_t>& /*length*/, beast::error_code& error) override
    {
        error = {};
    }
    std::size_t on_body_impl(View body, beast::error_code& error) override
    {
        error = {};
        return keep(body);
    }
    void on_chunk_header_impl(std::uint64_t /*size*/, View /*extensions*/, beast::error_code& error) override
    {
        error = {};
    }
    std::size_t on_chunk_body_impl(std::uint64_t /*remaining*/, View body, beast::error_code& error) override
    {
        error = {};
        return keep(body);
    }
    void on_finish_impl(beast::error_code& error) override { error = {}; }

    RequestParser& m_owner;
};

RequestParser::RequestParser(const Limits& limits)
    : m_limits(limits)
    , m_headCheck(limits)
{
}

RequestParser::~RequestParser() = default;

void RequestParser::append(QByteArrayView bytes)
{
    if (m_offset > 0) {
        m_buffer.remove(0, m_offset);
        m_offset = 0;
    }
    m_buffer.append(bytes);
}

bool RequestParser::isBetweenRequests() const
{
    return m_phase == Phase::Head && (unread().isEmpty() || unread() == "\r");
}

RequestParser::Status RequestParser::advance()
{
    switch (m_phase) {
    case Phase::Head:
        return advanceHead();
    case Phase::Body:
        return advanceBody();
    case Phase::Complete:
        return Status::Complete;
    case Phase::Refused:
        break;
    }
    return Status::Refused;
}

void RequestParser::startNext()
{
    m_phase = Phase::Head;
    m_checked = 0;
    m_headCheck = HeadCheck(m_limits);
    m_chunkCheck.reset();
    m_beast.reset();
    m_head = {};
    m_body = {};
    m_framing = {};
    m_chunksComplete = false;
    m_emptyLines = 0;
}

UnreadableRequest RequestParser::unreadable(int status) const
{
    if (!m_head.target.isEmpty())
        return {status, m_head.target};
    const qsizetype lineEnd = unread().indexOf("\r\n");
    const auto line = lineEnd < 0 ? failure(0) : parseRequestLine(unread().first(lineEnd), m_limits);
    if (line)
        return {status, line->target.toByteArray()};
    return {status, {}, spokenIn(unread())};
}

RequestParser::Status RequestParser::refuse(int status)
{
    m_refusal = status;
    m_phase = Phase::Refused;
    return Status::Refused;
}

bool RequestParser::skipEmptyLines()
{
    constexpr int maxEmptyLines = 4;
    while (unread().startsWith("\r\n")) {
        if (++m_emptyLines > maxEmptyLines)
            return false;
        m_offset += 2;
    }
    return true;
}

RequestParser::Status RequestParser::advanceHead()
{
    if (!skipEmptyLines())
        return refuse(400);
    // Alone, a CR may still become an empty line; HeadCheck must not start on it.
    if (isBetweenRequests())
        return Status::NeedMore;
    const HeadVerdict verdict = m_headCheck.check(unread());
    if (verdict.kind == HeadVerdict::Kind::NeedMore)
        return Status::NeedMore;
    if (verdict.kind == HeadVerdict::Kind::Refused)
        return refuse(verdict.status);
    m_head.headers.reserve(m_headCheck.fieldCount());
    m_beast = std::make_unique<Beast>(*this);
    const auto taken = m_beast->take(unread().first(verdict.length));
    if (!taken || *taken != verdict.length || !m_beast->is_header_done())
        return refuse(400);
    m_offset += verdict.length;
    m_framing = m_headCheck.framing();
    m_keepsAlive = keepsConnection(m_head);
    // The two must agree on where the body ends.
    if (m_beast->chunked() != m_framing.chunked || m_beast->is_done() == m_framing.hasBody())
        return refuse(400);
    if (m_framing.chunked)
        m_chunkCheck.emplace(m_limits);
    m_phase = Phase::Body;
    return Status::Head;
}

RequestParser::Status RequestParser::advanceBody()
{
    if (m_framing.contentLength > m_limits.maxBodyBytes)
        return refuse(413);
    qsizetype feedable = unread().size();
    if (m_chunkCheck) {
        const ChunkVerdict verdict = m_chunkCheck->check(unread().sliced(m_checked));
        if (verdict.kind == ChunkVerdict::Kind::Refused)
            return refuse(verdict.status);
        // Beast 1.74 asserts on a last chunk that comes in pieces, and reads past its end where asserts are off.
        feedable = verdict.settled > 0 ? m_checked + verdict.settled : 0;
        m_checked += verdict.consumed - feedable;
        m_chunksComplete = verdict.kind == ChunkVerdict::Kind::Complete;
    } else {
        feedable = std::min<qint64>(feedable, m_framing.contentLength - m_body.size());
    }
    if (feedable > 0) {
        const auto taken = m_beast->take(unread().first(feedable));
        if (taken != feedable)
            return refuse(400);
        m_offset += feedable;
    }
    const bool expected = m_chunkCheck ? m_chunksComplete : m_body.size() == m_framing.contentLength;
    if (m_beast->is_done() != expected)
        return refuse(400);
    if (!expected)
        return Status::NeedMore;
    m_phase = Phase::Complete;
    return Status::Complete;
}

} // namespace kaunt::http
