// SPDX-License-Identifier: Apache-2.0
#include "registry_service/tools/error_output.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "absl/strings/str_cat.h"

namespace jiedui::registry {

absl::Status ErrorOutput::Open(const std::string& path, const std::string& roster) {
  path_ = path;
  std::error_code error;
  if (std::filesystem::equivalent(path, roster, error))
    return absl::InvalidArgumentError("--errors names the roster itself: its rows would be lost");
  const int descriptor = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (descriptor >= 0) file_.reset(fdopen(descriptor, "wb"));
  return file_ == nullptr ? CannotWrite() : absl::OkStatus();
}

absl::Status ErrorOutput::Write(absl::string_view text) {
  const bool written = std::fwrite(text.data(), 1, text.size(), file_.get()) == text.size();
  return written ? absl::OkStatus() : CannotWrite();
}

absl::Status ErrorOutput::Close() { return std::fclose(file_.release()) == 0 ? absl::OkStatus() : CannotWrite(); }

absl::Status ErrorOutput::CannotWrite() const {
  return absl::UnavailableError(absl::StrCat("--errors: cannot write ", path_, ": ", std::strerror(errno)));
}

}  // namespace jiedui::registry
