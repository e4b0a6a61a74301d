// SPDX-License-Identifier: Apache-2.0
#include "tests/support/held_port.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "absl/strings/str_cat.h"

namespace jiedui {

HeldPort::HeldPort() : socket_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  const int on = 1;
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof(address);
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  if (socket_ < 0 || setsockopt(socket_, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) != 0 ||
      bind(socket_, generic, length) != 0 || getsockname(socket_, generic, &length) != 0) {
    perror("no free port");
    abort();
  }
  number_ = ntohs(address.sin_port);
}

HeldPort::~HeldPort() { close(socket_); }

std::string HeldPort::address() const { return absl::StrCat("127.0.0.1:", number_); }

}  // namespace jiedui
