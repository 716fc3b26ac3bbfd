import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/controls.css";
import "./styles/state.css";
import "./styles/memory.css";
import "./styles/residents.css";
import "./styles/ask.css";
import "./styles/popover.css";
import { Popover } from "./features/popover/Popover";
import { startWindow } from "./start-window";

startWindow(<Popover />);
