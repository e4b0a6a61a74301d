// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/address.h"

#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/base/errors.h"

namespace jiedui::rpc {
namespace {

constexpr int kPortMax = 65535;

bool IsDigit(char character) { return absl::ascii_isdigit(static_cast<unsigned char>(character)); }

// 0 if a socket can be bound to the address as gRPC would do it.
int ErrorOfBind(const addrinfo& address) {
  const int fd = socket(address.ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return 0;
  const absl::Cleanup close_socket = [fd] { close(fd); };
  const int on = 1;
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
  if (bind(fd, address.ai_addr, address.ai_addrlen) != 0) return errno;
  return listen(fd, 1) == 0 ? 0 : errno;
}

}  // namespace

absl::Status CheckAddress(absl::string_view address) {
  const size_t colon = address.rfind(':');
  int port = -1;
  const bool good = colon != absl::string_view::npos && colon > 0 && IsDigit(address.back()) &&
                    IsDigit(address[colon + 1]) && absl::SimpleAtoi(address.substr(colon + 1), &port) &&
                    port <= kPortMax;
  if (good) return absl::OkStatus();
  return InvalidField("address", absl::StrCat("\"", address, "\" must be host:port with a port from 0 to 65535"));
}

absl::Status CheckFree(absl::string_view address) {
  const size_t colon = address.rfind(':');
  if (colon == absl::string_view::npos) return absl::OkStatus();
  absl::string_view host = address.substr(0, colon);
  if (absl::ConsumePrefix(&host, "[")) absl::ConsumeSuffix(&host, "]");
  addrinfo hints = {};
  hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  const int failed =
      getaddrinfo(std::string(host).c_str(), std::string(address.substr(colon + 1)).c_str(), &hints, &found);
  if (failed != 0) {
    return MakeError(absl::StatusCode::kUnavailable, "ADDRESS_UNUSABLE",
                     absl::StrCat("cannot listen on ", address, ": ", gai_strerror(failed)));
  }
  const absl::Cleanup free_found = [found] { freeaddrinfo(found); };
  const int error = ErrorOfBind(*found);
  if (error == 0) return absl::OkStatus();
  return MakeError(absl::StatusCode::kUnavailable, "ADDRESS_UNUSABLE",
                   absl::StrCat("cannot listen on ", address, ": ", std::generic_category().message(error)));
}

}  // namespace jiedui::rpc
