// SPDX-License-Identifier: Apache-2.0
#include "common/ops/log.h"

#include <grpc/support/log.h>
#include <spdlog/logger.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <chrono>
#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/time.h"
#include "common/base/text.h"
#include "google/protobuf/stubs/logging.h"

namespace jiedui::ops {
namespace {

constexpr size_t kTextBytesMax = 8 * 1024;  // of a message or a field; the rest is cut off
constexpr size_t kUtf8BytesMax = 4;

absl::string_view NameOf(Level level) {
  switch (level) {
    case Level::kInfo:
      return "info";
    case Level::kWarning:
      return "warning";
    case Level::kError:
      return "error";
  }
  return "error";
}

spdlog::level::level_enum ToSpdlog(Level level) {
  switch (level) {
    case Level::kInfo:
      return spdlog::level::info;
    case Level::kWarning:
      return spdlog::level::warn;
    case Level::kError:
      return spdlog::level::err;
  }
  return spdlog::level::err;
}

spdlog::logger& Logger() {
  static spdlog::logger& logger = []() -> spdlog::logger& {
    auto& made = *new spdlog::logger("jiedui", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    made.set_pattern("%v");
    return made;  // never destroyed: threads may log until the very end
  }();
  return logger;
}

void AppendAscii(char c, std::string& json) {
  switch (c) {
    case '"':
      json += "\\\"";
      return;
    case '\\':
      json += "\\\\";
      return;
    case '\n':
      json += "\\n";
      return;
    case '\t':
      json += "\\t";
      return;
    default:
      if (c >= ' ' && c != '\x7F') {
        json += c;
      } else {
        absl::StrAppendFormat(&json, "\\u%04x", static_cast<unsigned int>(c));
      }
  }
}

// The bytes of the UTF-8 character that `text` begins with; 0 if it begins with none.
size_t CharacterBytes(absl::string_view text) {
  for (size_t bytes = 1; bytes <= kUtf8BytesMax && bytes <= text.size(); ++bytes)
    if (IsValidUtf8(text.substr(0, bytes))) return bytes;
  return 0;
}

void AppendString(absl::string_view text, std::string& json) {
  json += '"';
  for (size_t i = 0; i < text.size();) {
    if (i >= kTextBytesMax) {
      json += "...";
      break;
    }
    const size_t bytes = CharacterBytes(text.substr(i));
    if (bytes == 1) {
      AppendAscii(text[i], json);
    } else {
      absl::StrAppend(&json, bytes == 0 ? "\\ufffd" : text.substr(i, bytes));
    }
    i += bytes == 0 ? 1 : bytes;
  }
  json += '"';
}

void AppendMember(absl::string_view name, absl::string_view value, std::string& json) {
  json += json.empty() ? '{' : ',';
  AppendString(name, json);
  json += ':';
  AppendString(value, json);
}

std::string TimeNow() {
  const absl::Time now = absl::FromChrono(std::chrono::system_clock::now());
  return absl::FormatTime("%Y-%m-%dT%H:%M:%E9SZ", now, absl::UTCTimeZone());
}

void LogForGrpc(gpr_log_func_args* line) {
  if (line->severity == GPR_LOG_SEVERITY_DEBUG) return;
  const Level level = line->severity == GPR_LOG_SEVERITY_ERROR ? Level::kError : Level::kInfo;
  Log(level, line->message, {{"source", absl::StrCat("grpc ", line->file, ":", line->line)}});
}

// Protobuf writes a line for every request with invalid UTF-8, as many as a client likes to send. The client is told by
// the answer; only what is about to end the process goes to the log.
void LogForProtobuf(google::protobuf::LogLevel level, const char* file, int line, const std::string& message) {
  if (level != google::protobuf::LOGLEVEL_FATAL) return;
  Log(Level::kError, message, {{"source", absl::StrCat("protobuf ", file, ":", line)}});
}

}  // namespace

void InitLogging(Level minimum) {
  Logger().set_level(ToSpdlog(minimum));
  google::protobuf::SetLogHandler(LogForProtobuf);
  gpr_set_log_function(LogForGrpc);
  gpr_log_verbosity_init();  // GRPC_VERBOSITY; until it is read, gRPC drops every line
}

void Log(Level level, absl::string_view message, std::initializer_list<LogField> fields) {
  spdlog::logger& logger = Logger();
  if (!logger.should_log(ToSpdlog(level))) return;
  const std::string line = FormatLogLine(TimeNow(), level, message, fields);
  logger.log(ToSpdlog(level), spdlog::string_view_t(line.data(), line.size()));
}

std::string FormatLogLine(absl::string_view time, Level level, absl::string_view message,
                          std::initializer_list<LogField> fields) {
  std::string json;
  AppendMember("time", time, json);
  AppendMember("level", NameOf(level), json);
  AppendMember("message", message, json);
  for (const auto& [name, value] : fields) AppendMember(name, value, json);
  json += '}';
  return json;
}

}  // namespace jiedui::ops
